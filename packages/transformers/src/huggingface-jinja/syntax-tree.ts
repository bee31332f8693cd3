/** A node of the tree that `@huggingface/jinja` parses to. */
export interface TreeNode {
  readonly type: string;
  readonly [field: string]: unknown;
}

export function isNode(value: unknown): value is TreeNode {
  return typeof value === "object" && value !== null && "type" in value && typeof value.type === "string";
}

/** The nodes right below a node, in the order of the source; object literals hold them in a Map. */
export function childrenOf(node: TreeNode): readonly TreeNode[] {
  return Object.values(node).flatMap((value) => {
    if (value instanceof Map) return [...value].flat().filter(isNode);
    if (Array.isArray(value)) return value.filter(isNode);
    return isNode(value) ? [value] : [];
  });
}

/** A node and all below it. */
export function* nodesIn(node: TreeNode): Iterable<TreeNode> {
  yield node;
  for (const child of childrenOf(node)) yield* nodesIn(child);
}

/** The nodes of a field that holds a list. */
export function listIn(node: TreeNode, field: string): readonly TreeNode[] {
  const value = node[field];
  return Array.isArray(value) ? value.filter(isNode) : [];
}

/** The node of a field that holds one. */
export function nodeIn(node: TreeNode, field: string): TreeNode | null {
  const value = node[field];
  return isNode(value) ? value : null;
}

/** The text of an identifier or a string literal, if the node is one. */
export function valueOf(node: TreeNode | null, type: "Identifier" | "StringLiteral"): string | null {
  return node?.type === type && typeof node["value"] === "string" ? node["value"] : null;
}

/** Names that an assignment or a loop binds: `x`, or each of `(key, value)`. */
export function namesBoundBy(target: TreeNode | null): readonly string[] {
  const name = valueOf(target, "Identifier");
  if (name !== null) return [name];
  return target?.type === "TupleLiteral" ? listIn(target, "value").flatMap(namesBoundBy) : [];
}
