import type { CallArguments, Expression } from "../syntax/nodes.ts";

/** Filters that look at the context, so that Jinja leaves them to the rendering. */
const OF_CONTEXT: ReadonlySet<string> = new Set(["map", "random", "reject", "rejectattr", "select", "selectattr"]);

/** Whether Jinja works an expression out when it compiles a template: it names nothing and calls nothing but filters and tests. */
export function isConstant(node: Expression): boolean {
  switch (node.kind) {
    case "constant":
      return true;
    case "name":
    case "call":
      return false;
    case "tuple":
    case "list":
    case "concat":
      return node.items.every(isConstant);
    case "dict":
      return node.entries.flat().every(isConstant);
    case "conditional":
      return [node.test, node.value].every(isConstant) && node.otherwise !== null && isConstant(node.otherwise);
    case "filter":
      return !OF_CONTEXT.has(node.name) && isConstant(node.operand) && areConstant(node.arguments);
    case "test":
      return isConstant(node.operand) && areConstant(node.arguments);
    case "get-item":
      return isConstant(node.object) && isConstant(node.key);
    case "get-attribute":
      return isConstant(node.object);
    case "slice":
      return [node.start, node.stop, node.step].every((part) => part === null || isConstant(part));
    case "compare":
      return isConstant(node.first) && node.rest.every(([, operand]) => isConstant(operand));
    case "unary":
      return isConstant(node.operand);
    case "binary":
    case "logical":
      return isConstant(node.left) && isConstant(node.right);
    default:
      return node satisfies never;
  }
}

function areConstant({ positional, named, spread, namedSpread }: CallArguments): boolean {
  const given = [...positional, ...named.map(([, value]) => value), spread, namedSpread];
  return given.every((value) => value === null || isConstant(value));
}
