import { Dict } from "../values/dict.ts";
import { List } from "../values/list.ts";
import { DataInteger, Float } from "../values/numbers.ts";
import type { Source } from "../values/source.ts";
import { Text } from "../values/text.ts";
import type { Value } from "../values/value.ts";

/** The place in the context that a value comes from as a whole, or that of the first data in it; null if it has none. */
export function sourceOf(value: Value): Source | null {
  if (value instanceof Text) return value.pieces.find(({ source }) => source !== null)?.source ?? null;
  if (value instanceof DataInteger || value instanceof Float) return value.source;
  if (value instanceof List) return value.source ?? firstOf(value.items);
  if (!(value instanceof Dict)) return null;
  if (value.source !== null) return value.source;
  for (const { key, value: item } of value.entries.values()) {
    const source = sourceOf(key) ?? sourceOf(item);
    if (source !== null) return source;
  }
  return null;
}

function firstOf(items: readonly Value[]): Source | null {
  for (const item of items) {
    const source = sourceOf(item);
    if (source !== null) return source;
  }
  return null;
}
