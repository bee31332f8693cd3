import type { Json, JsonObject } from "../contracts/json.ts";
import { JsonNumber } from "./json-number.ts";

export function isJsonObject(value: Json | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !isJsonArray(value) && !(value instanceof JsonNumber);
}

export function isJsonArray(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value);
}

/** The entries of an object in the order of the source. */
export function entriesOf(object: JsonObject): Iterable<readonly [string, Json]> {
  return object instanceof Map ? object.entries() : Object.entries(object);
}

/** The value of an own key, undefined if absent: `__proto__` and `constructor` find nothing inherited. */
export function valueAt(object: JsonObject, key: string): Json | undefined {
  if (object instanceof Map) return object.get(key) as Json | undefined;
  return Object.hasOwn(object, key) ? (object as { readonly [key: string]: Json })[key] : undefined;
}
