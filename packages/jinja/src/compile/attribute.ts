import type { GetAttributeNode } from "../syntax/nodes.ts";
import { Dict } from "../values/dict.ts";
import { missingAttribute } from "../values/missing.ts";
import { Namespace } from "../values/namespace.ts";
import { getAttribute } from "../values/operations.ts";
import { PythonObject, type Value } from "../values/value.ts";
import { compileExpression } from "./compiler.ts";
import type { Evaluate } from "./frame.ts";
import type { Rendering } from "./rendering.ts";
import type { Scope } from "./scope.ts";

/** What dicts have as attributes, which stand in front of their items. */
const DICT_METHODS: ReadonlySet<string> = new Set([
  "clear",
  "copy",
  "fromkeys",
  "get",
  "items",
  "keys",
  "pop",
  "popitem",
  "setdefault",
  "update",
  "values",
]);

/** Whether a name finds only items in a dict. */
export function isNoDictMethod(name: string): boolean {
  return !name.startsWith("_") && !DICT_METHODS.has(name);
}

/** `object.name` */
export function compileAttribute(node: GetAttributeNode, scope: Scope): Evaluate {
  const { attribute } = node;
  const owner = compileExpression(node.object, scope);
  const find = compileFind(node);
  if (!isNoDictMethod(attribute)) return (frame) => find(owner(frame), frame.state);
  const missing = missingAttribute(new Dict(new Map()), attribute);
  return (frame) => {
    const from = owner(frame);
    if (!(from instanceof Dict)) return find(from, frame.state);
    const entry = from.entries.get(attribute);
    return entry === undefined ? missing : entry.value;
  };
}

/** `.name` of a value. */
export function compileFind({ attribute, offset }: GetAttributeNode): (from: Value, state: Rendering) => Value {
  const mayBeItem = isNoDictMethod(attribute);
  return (from, state) => {
    const stored = mayBeItem && from instanceof Namespace ? from.get(attribute) : undefined;
    if (stored !== undefined) return stored;
    state.at = offset;
    const found = mayBeItem && from instanceof PythonObject ? from.attribute?.(attribute, state) : undefined;
    return found === undefined ? getAttribute(from, attribute, state) : found;
  };
}
