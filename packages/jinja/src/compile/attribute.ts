import type { GetAttributeNode } from "../syntax/nodes.ts";
import { Dict } from "../values/dict.ts";
import { missingAttribute } from "../values/missing.ts";
import { Namespace } from "../values/namespace.ts";
import { getAttribute } from "../values/operations.ts";
import { compileExpression } from "./compiler.ts";
import type { Evaluate } from "./frame.ts";
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
export function compileAttribute({ object, attribute, offset }: GetAttributeNode, scope: Scope): Evaluate {
  const owner = compileExpression(object, scope);
  const mayBeItem = isNoDictMethod(attribute);
  const missing = missingAttribute(new Dict(new Map()), attribute);
  return (frame) => {
    const from = owner(frame);
    if (mayBeItem && from instanceof Dict) {
      const value = from.get(attribute);
      return value === undefined ? missing : value;
    } else if (from instanceof Namespace) {
      const value = from.get(attribute);
      if (value !== undefined && mayBeItem) return value;
    }
    frame.state.at = offset;
    return getAttribute(from, attribute, frame.state);
  };
}
