import { DataInteger, Float } from "../numbers.ts";
import { type Str, Text } from "../text.ts";
import type { Value } from "../value.ts";

/** What a number was written as: data, if the number is. */
export function sourced(text: string, value: Value): Str {
  const source = value instanceof DataInteger || value instanceof Float ? value.source : null;
  return source === null ? text : Text.from(text, source, -1);
}
