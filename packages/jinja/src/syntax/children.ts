import type { CallArguments, Expression, NamedCall, Statement, Target, TextNode } from "./nodes.ts";

export type SyntaxNode = Statement | Expression | Target | TextNode;

/** The nodes right below a node, in the order in which Jinja looks at them. */
export function childrenOf(node: SyntaxNode): readonly SyntaxNode[] {
  switch (node.kind) {
    case "text":
    case "break":
    case "continue":
    case "name":
    case "constant":
    case "namespace-reference":
      return [];
    case "output":
      return node.parts;
    case "for":
      return [node.target, node.iterable, ...node.body, ...node.otherwise, ...present(node.test)];
    case "if":
      return [node.test, ...node.body, ...node.otherwise];
    case "macro":
      return [...node.defaults, ...node.body];
    case "call-block":
      return [node.call, ...node.defaults, ...node.body];
    case "filter-block":
      return [...node.body, ...inFilters(node.filters)];
    case "generation":
    case "block":
      return node.body;
    case "with":
      return [...node.targets, ...node.values, ...node.body];
    case "assign":
      return [node.target, node.value];
    case "assign-block":
      return [node.target, ...inFilters(node.filters), ...node.body];
    case "autoescape":
      return [node.value, ...node.body];
    case "extends":
    case "include":
    case "import":
    case "from-import":
      return [node.template];
    case "tuple":
    case "target-tuple":
    case "list":
    case "concat":
      return node.items;
    case "dict":
      return node.entries.flat();
    case "conditional":
      return [node.test, node.value, ...present(node.otherwise)];
    case "filter":
    case "test":
      return [node.operand, ...inArguments(node.arguments)];
    case "call":
      return [node.callee, ...inArguments(node.arguments)];
    case "get-item":
      return [node.object, node.key];
    case "get-attribute":
      return [node.object];
    case "slice":
      return [...present(node.start), ...present(node.stop), ...present(node.step)];
    case "compare":
      return [node.first, ...node.rest.map(([, operand]) => operand)];
    case "binary":
    case "logical":
      return [node.left, node.right];
    case "unary":
      return [node.operand];
  }
}

function present(node: Expression | null): readonly Expression[] {
  return node ? [node] : [];
}

function inFilters(filters: readonly NamedCall[]): readonly Expression[] {
  return filters.flatMap((filter) => inArguments(filter.arguments));
}

function inArguments({ positional, named, spread, namedSpread }: CallArguments): readonly Expression[] {
  return [...positional, ...named.map(([, value]) => value), ...present(spread), ...present(namedSpread)];
}
