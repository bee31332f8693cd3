import { Builtin } from "./builtin.ts";
import { Dict } from "./dict.ts";
import { type Lookup, formatMethod } from "./format/format-method.ts";
import { GroupTuple } from "./group-tuple.ts";
import { hasHiddenAttribute } from "./hidden-attributes.ts";
import { itemOf } from "./item-of.ts";
import { List, Tuple } from "./list.ts";
import { BYTES_METHODS } from "./methods/bytes-methods.ts";
import { Bytes } from "./methods/bytes.ts";
import { DICT_METHODS } from "./methods/dict-methods.ts";
import { LIST_METHODS } from "./methods/list-methods.ts";
import { MARKUP_METHODS } from "./methods/markup-methods.ts";
import type { Method } from "./methods/method.ts";
import { numberAttribute } from "./methods/number-attributes.ts";
import { TEXT_METHODS } from "./methods/text-methods.ts";
import { missingAttribute, missingElement, unsafeAttribute } from "./missing.ts";
import { Float } from "./numbers.ts";
import { asInteger } from "./coercion.ts";
import { representation } from "./representation.ts";
import type { RenderState } from "./render-state.ts";
import { type Str, plain, isText, isMarkup } from "./text.ts";
import { Undefined, failUndefined } from "./undefined.ts";
import { PythonObject, type Value } from "./value.ts";

/** `value.name` as Jinja finds it: the attribute, else the item; Undefined if there is neither. */
export function getAttribute(value: Value, name: string, state: RenderState): Value {
  const attribute = attributeOf(value, name, state);
  if (attribute !== undefined) return attribute;
  const item = itemOf(value, name, state);
  return item === undefined ? missingAttribute(value, name) : item;
}

/** `value[key]` as Jinja finds it: the item, else, for a str, the attribute; Undefined if there is neither. */
export function getItem(value: Value, key: Value, state: RenderState): Value {
  const item = itemOf(value, key, state);
  if (item !== undefined) return item;
  if (isText(key)) {
    const name = plain(key);
    const attribute = attributeOf(value, name, state);
    return attribute === undefined ? missingAttribute(value, name) : attribute;
  }
  return missingElement(value, plain(representation(key, state)));
}

const LOOKUP: Lookup = { getAttribute, getItem };

const CHANGES_LIST: ReadonlySet<string> = new Set([
  "append",
  "clear",
  "pop",
  "reverse",
  "insert",
  "sort",
  "extend",
  "remove",
]);
const CHANGES_DICT: ReadonlySet<string> = new Set(["clear", "pop", "popitem", "setdefault", "update"]);

/**
 * `getattr(value, name)`: an Undefined whose use is a SecurityError for what the sandbox hides; undefined in JavaScript's sense
 * if there is nothing of that name.
 */
function attributeOf(value: Value, name: string, state: RenderState): Value | undefined {
  if (name.startsWith("_")) return hasHiddenAttribute(value, name) ? unsafeAttribute(value, name) : undefined;
  if (value instanceof Dict) {
    if (CHANGES_DICT.has(name)) return unsafeAttribute(value, name);
    return bound(DICT_METHODS.get(name), name, value);
  }
  if (isText(value)) return textAttribute(value, name);
  if (value instanceof GroupTuple && (name === "grouper" || name === "list")) return value[name];
  if (value instanceof List) {
    if (!(value instanceof Tuple) && CHANGES_LIST.has(name)) return unsafeAttribute(value, name);
    const method = value instanceof Tuple && name === "copy" ? undefined : LIST_METHODS.get(name);
    return bound(method, name, value);
  }
  if (value instanceof Undefined) return failUndefined(value);
  if (value instanceof Bytes) return bound(BYTES_METHODS.get(name), name, value);
  if (value instanceof PythonObject) return value.attribute?.(name, state);
  if (value instanceof Float) return numberAttribute(value, name);
  const whole = asInteger(value);
  return whole === null ? undefined : numberAttribute(whole, name);
}

function textAttribute(text: Str, name: string): Value | undefined {
  if (name === "format" || name === "format_map") return formatMethod(name, text, LOOKUP);
  const special = isMarkup(text) ? bound(MARKUP_METHODS.get(name), name, text) : undefined;
  return special ?? bound(TEXT_METHODS.get(name), name, text);
}

function bound<Self extends Value>(method: Method<Self> | undefined, name: string, self: Self): Value | undefined {
  if (method === undefined) return undefined;
  return new Builtin(name, (given, state) => method(self, given, state), self);
}
