import { entriesOf, isJsonArray, isJsonObject, type Json } from "@turnwise/core";

/** Object keys that JavaScript moves to the front, or treats apart. */
const UNRULY_KEY = /^(?:\d+|__proto__)$/;

/** The same value with plain objects wherever one keeps its keys in order, else Maps: what a parser may hand over. */
export function withObjects(value: Json): Json {
  if (isJsonArray(value)) return value.map(withObjects);
  if (!isJsonObject(value)) return value;
  const entries = [...entriesOf(value)].map(([key, item]) => [key, withObjects(item)] as const);
  return entries.some(([key]) => UNRULY_KEY.test(key)) ? new Map(entries) : Object.fromEntries(entries);
}

/** The same value with a Map for every object. */
export function withMaps(value: Json): Json {
  if (isJsonArray(value)) return value.map(withMaps);
  if (!isJsonObject(value)) return value;
  return new Map([...entriesOf(value)].map(([key, item]) => [key, withMaps(item)]));
}
