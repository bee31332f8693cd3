import { Dict } from "./dict.ts";
import { List, Tuple } from "./list.ts";
import { DataInteger, Float } from "./numbers.ts";
import { Text } from "./text.ts";
import { Undefined } from "./undefined.ts";
import type { Value } from "./value.ts";

/** `type(value).__name__`, as Python's messages name it. */
export function typeName(value: Value): string {
  if (value === null) return "NoneType";
  if (typeof value === "boolean") return "bool";
  if (typeof value === "string") return "str";
  if (typeof value === "number" || typeof value === "bigint" || value instanceof DataInteger) return "int";
  if (value instanceof Text) return value.isMarkup ? "Markup" : "str";
  if (value instanceof Float) return "float";
  if (value instanceof Tuple) return "tuple";
  if (value instanceof List) return "list";
  if (value instanceof Dict) return "dict";
  return value instanceof Undefined ? "Undefined" : value.typeName;
}
