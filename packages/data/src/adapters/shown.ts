import { entriesOf, isJsonArray, isJsonObject, type Json } from "@turnwise/core";

const SHOWN_CHARACTERS = 40;
const SHOWN_KEYS = 8;

/** A value in the words of a message: `missing`, `null`, `the number 42`, `a list of 3`, `an object with the keys from, value`. */
export function shown(value: Json | undefined): string {
  if (value === undefined) return "missing";
  if (value === null) return "null";
  if (typeof value === "boolean") return `the boolean ${String(value)}`;
  if (typeof value === "string") return `the text ${quoted(value)}`;
  if (isJsonArray(value)) return value.length === 0 ? "an empty list" : `a list of ${value.length}`;
  if (isJsonObject(value)) return `an object with ${keysOf(value)}`;
  return `the number ${String(value)}`;
}

/** `the keys from, value`, or `no keys`. */
export function keysOf(object: Json & object): string {
  const keys = isJsonObject(object) ? [...entriesOf(object)].map(([key]) => printable(key)) : [];
  if (keys.length === 0) return "no keys";
  const more = keys.length > SHOWN_KEYS ? ", …" : "";
  return `the keys ${keys.slice(0, SHOWN_KEYS).join(", ")}${more}`;
}

export function quoted(text: string): string {
  return JSON.stringify(text.length > SHOWN_CHARACTERS ? `${text.slice(0, SHOWN_CHARACTERS)}…` : text);
}

function printable(key: string): string {
  return /^[\w.-]{1,40}$/.test(key) ? key : quoted(key);
}
