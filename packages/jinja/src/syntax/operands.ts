import type { CallArguments, Expression, NamedCall } from "./nodes.ts";

/** The expressions directly in an expression, in the order in which Jinja2 looks at them. */
export function operandsOf(node: Expression): readonly Expression[] {
  switch (node.kind) {
    case "tuple":
    case "list":
    case "concat":
      return node.items;
    case "dict":
      return node.entries.flat();
    case "conditional":
      return [node.test, node.value, ...orNone(node.otherwise)];
    case "filter":
    case "test":
      return [node.operand, ...argumentsOf(node)];
    case "call":
      return [node.callee, ...argumentsOf(node)];
    case "get-item":
      return [node.object, node.key];
    case "get-attribute":
      return [node.object];
    case "slice":
      return [...orNone(node.start), ...orNone(node.stop), ...orNone(node.step)];
    case "compare":
      return [node.first, ...node.rest.map(([, operand]) => operand)];
    case "binary":
    case "logical":
      return [node.left, node.right];
    case "unary":
      return [node.operand];
    case "name":
    case "constant":
      return [];
    default:
      return node satisfies never;
  }
}

/** The expressions in the arguments of a call, filter or test. */
export function argumentsOf(node: Pick<NamedCall, "arguments">): readonly Expression[] {
  const given: CallArguments = node.arguments;
  const named = given.named.map(([, value]) => value);
  return [...given.positional, ...named, ...orNone(given.spread), ...orNone(given.namedSpread)];
}

/** What may be left out, as a list of one or none. */
export function orNone(node: Expression | null): readonly Expression[] {
  return node === null ? [] : [node];
}
