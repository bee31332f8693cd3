import { Dict } from "./dict.ts";
import { List } from "./list.ts";
import { DataInteger, Float } from "./numbers.ts";
import type { RenderState } from "./render-state.ts";
import { Text } from "./text.ts";
import { Undefined } from "./undefined.ts";
import type { Value } from "./value.ts";

/** `bool(value)`. Of a list it looks at the first item only. */
export function truth(value: Value, state: RenderState): boolean {
  if (value === null) return false;
  if (typeof value === "boolean") return value;
  if (typeof value === "number" || typeof value === "string") return value !== 0 && value !== "";
  if (typeof value === "bigint") return true;
  if (value instanceof DataInteger || value instanceof Float) return value.value !== 0;
  if (value instanceof Text) return value.value !== "";
  if (value instanceof List) return value.at(0) !== undefined;
  if (value instanceof Dict) return value.entries.size > 0;
  if (value instanceof Undefined) return false;
  if (value.truth !== undefined) return value.truth(state);
  return value.length === undefined || value.length(state) > 0;
}
