import type { ConstantNode, Expression } from "../syntax/nodes.ts";
import { Float } from "../values/numbers.ts";
import type { Value } from "../values/value.ts";

/** The value of a literal. */
export function constantOf({ value, isFloat }: ConstantNode): Value {
  return isFloat ? new Float(Number(value)) : value;
}

export function isLiteral(node: Expression): node is ConstantNode {
  return node.kind === "constant";
}
