import { LimitError } from "../errors.ts";
import { type Entry, type Hash, textHash } from "../values/dict.ts";
import { List } from "../values/list.ts";
import { DataInteger, integer } from "../values/numbers.ts";
import { fail } from "../values/python-error.ts";
import { Source } from "../values/source.ts";
import { type Str, Text } from "../values/text.ts";
import type { Value } from "../values/value.ts";
import { ContextDict } from "./context-dict.ts";
import { reading } from "./reading.ts";
import { ContextEntry } from "./context-entry.ts";
import { lexemeValue, numberValue } from "./json-number.ts";

/** How deep values of a context may nest. */
const DEPTH = 1000;

/** Where a value of the context stands, and what that says about its text. */
export interface Place {
  readonly source: Source;
  readonly depth: number;
  /** Its strings are the template's text. */
  readonly isTemplate: boolean;
  /** For the list of messages and for each of them; else null. */
  readonly messages: Messages | null;
  /** Its index, if it is one of the messages; else −1. */
  readonly message: number;
}

/** What only messages need. */
export interface Messages {
  readonly roles: ReadonlySet<string>;
}

/**
 * A Python value for a value of the context. Arrays, Maps and plain objects are read when the template looks into them.
 *
 * @throws {TemplateRuntimeError} TypeError for a value that JSON does not have
 * @throws {LimitError} for values nested more than 1000 levels deep, such as those that contain themselves
 */
export function contextValue(value: unknown, place: Place): Value {
  switch (typeof value) {
    case "boolean":
      return value;
    case "string":
      return textValue(value, place.source, place.isTemplate);
    case "number":
      return numberValue(value, place.source);
    case "bigint":
      return new DataInteger(integer(value), place.source);
    case "object":
      return value === null ? null : objectValue(value, place);
    default:
      return refuse(typeof value === "undefined" ? "undefined" : `a ${typeof value}`, place.source);
  }
}

function objectValue(value: object, place: Place): Value {
  if (place.depth > DEPTH) {
    const path = place.source.path.slice(0, 4).join(".");
    throw new LimitError(`the context nests deeper than ${DEPTH} levels at ${path}…`);
  }
  const { source, message } = place;
  if (Array.isArray(value)) return new List(() => reading(source, () => arrayValues(value, place)), source);
  if (value instanceof Map || isPlain(value)) {
    return new ContextDict(() => reading(source, () => entriesOf(value, place)), source, message);
  }
  const number = "lexeme" in value && typeof value.lexeme === "string" ? lexemeValue(value.lexeme, place.source) : null;
  return number ?? refuse(`a ${value.constructor?.name || "value of a class"}`, place.source);
}

/** The values of an array of the context. */
export function arrayValues(values: readonly unknown[], place: Place): readonly Value[] {
  const { isTemplate } = place;
  const messages = place.message < 0 ? place.messages : null;
  const depth = place.depth + 1;
  const made: Value[] = [];
  for (let index = 0; index < values.length; index++) {
    const source = new Source(place.source, index);
    const message = messages === null ? -1 : index;
    made.push(contextValue(values[index], { source, depth, isTemplate, messages, message }));
  }
  return made;
}

function entriesOf(
  values: Map<unknown, unknown> | Readonly<Record<string, unknown>>,
  place: Place,
): ReadonlyMap<Hash, Entry> {
  const entries = new Map<Hash, Entry>();
  if (values instanceof Map) {
    for (const [key, value] of values) {
      if (value === undefined) continue;
      const name = typeof key === "string" ? key : refuse(`a key of type ${typeof key}`, place.source);
      entries.set(textHash(name), entryOf(name, value, place));
    }
    return entries;
  }
  for (const name of Object.keys(values)) {
    const value = values[name];
    if (value !== undefined) entries.set(textHash(name), entryOf(name, value, place));
  }
  return entries;
}

function entryOf(name: string, value: unknown, { source: within, depth, isTemplate, messages, message }: Place): Entry {
  const source = new Source(within, name);
  const isRole = message >= 0 && name === "role" && typeof value === "string" && messages?.roles.has(value) === true;
  if (typeof value === "string") return new ContextEntry(name, source, textValue(value, source, isTemplate || isRole));
  const place = { source, depth: depth + 1, isTemplate, messages: null, message: -1 };
  return new ContextEntry(name, source, contextValue(value, place));
}

function textValue(value: string, source: Source, isTemplate: boolean): Str {
  return isTemplate ? value : Text.from(value, source, 0);
}

function isPlain(value: object): value is Readonly<Record<string, unknown>> {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || prototype === Object.prototype || Object.getPrototypeOf(prototype) === null;
}

function refuse(what: string, source: Source): never {
  const path = source.path.join(".");
  return fail(
    "TypeError",
    `the context has ${what} at ${path}; it can have null, booleans, numbers, strings, arrays, Maps and plain objects`,
  );
}
