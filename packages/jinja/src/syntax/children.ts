import type { Expression, Statement, Target, TextNode } from "./nodes.ts";
import { argumentsOf, operandsOf, orNone } from "./operands.ts";

export type SyntaxNode = Statement | Expression | Target | TextNode;

/** The nodes right below a node, in the order in which Jinja looks at them. */
export function childrenOf(node: SyntaxNode): readonly SyntaxNode[] {
  switch (node.kind) {
    case "text":
    case "break":
    case "continue":
    case "namespace-reference":
      return [];
    case "output":
      return node.parts;
    case "for":
      return [node.target, node.iterable, ...node.body, ...node.otherwise, ...orNone(node.test)];
    case "if":
      return [node.test, ...node.body, ...node.otherwise];
    case "macro":
      return [...node.defaults, ...node.body];
    case "call-block":
      return [node.call, ...node.defaults, ...node.body];
    case "filter-block":
      return [...node.body, ...node.filters.flatMap(argumentsOf)];
    case "generation":
    case "block":
      return node.body;
    case "with":
      return [...node.targets, ...node.values, ...node.body];
    case "assign":
      return [node.target, node.value];
    case "assign-block":
      return [node.target, ...node.filters.flatMap(argumentsOf), ...node.body];
    case "autoescape":
      return [node.value, ...node.body];
    case "extends":
    case "include":
    case "import":
    case "from-import":
      return [node.template];
    case "target-tuple":
      return node.items;
    default:
      return operandsOf(node);
  }
}
