import type { GetAttributeNode } from "../syntax/nodes.ts";
import { Dict } from "../values/dict.ts";
import { missingAttribute } from "../values/missing.ts";
import { Namespace } from "../values/namespace.ts";
import { getAttribute } from "../values/operations.ts";
import type { Value } from "../values/value.ts";
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
  const owner = compileExpression(node.object, scope);
  const find = compileFind(node);
  return (frame) => find(owner(frame), frame.state);
}

/** `.name` of a value. */
export function compileFind({ attribute, offset }: GetAttributeNode): (from: Value, state: Rendering) => Value {
  const mayBeItem = isNoDictMethod(attribute);
  const missing = missingAttribute(new Dict(new Map()), attribute);
  return (from, state) => {
    if (mayBeItem) {
      if (from instanceof Dict) {
        const entry = from.entries.get(attribute);
        return entry === undefined ? missing : entry.value;
      }
      const value = from instanceof Namespace ? from.get(attribute) : undefined;
      if (value !== undefined) return value;
    }
    state.at = offset;
    return getAttribute(from, attribute, state);
  };
}
