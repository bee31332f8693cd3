import { isJsonObject, parseJson, valueAt, type ColumnMap, type Json, type JsonObject } from "@turnwise/core";
import type { DiagnosticCounter } from "./diagnostic-counter.ts";

/**
 * The value of a field: of the column that the map names for it, else of the column of the field's own name. A column that is
 * literally called so comes before one that dots lead to; JSON text is parsed where dots lead into it. Null counts as absent.
 */
export function fieldOf(
  row: JsonObject,
  field: string,
  columns: ColumnMap | undefined,
  diagnostics: DiagnosticCounter,
): Json | undefined {
  return columnOf(row, columns?.[field] ?? field, diagnostics) ?? undefined;
}

/** The value at a path of columns: `messages`, `item.messages`. */
export function columnOf(row: JsonObject, path: string, diagnostics?: DiagnosticCounter): Json | undefined {
  const own = valueAt(row, path);
  if (own !== undefined) return own;
  for (let dot = path.indexOf("."); dot !== -1; dot = path.indexOf(".", dot + 1)) {
    const outer = valueAt(row, path.slice(0, dot));
    if (outer === undefined) continue;
    const inner = typeof outer === "string" ? parsedColumn(outer, path.slice(0, dot), diagnostics) : outer;
    return isJsonObject(inner) ? columnOf(inner, path.slice(dot + 1), diagnostics) : undefined;
  }
  return undefined;
}

function parsedColumn(text: string, column: string, diagnostics: DiagnosticCounter | undefined): Json | undefined {
  const value = jsonOf(text);
  if (value !== undefined) diagnostics?.add("column-parsed", `the column ${column}, given as JSON text, was parsed`);
  return value;
}

/** A list or object, if the text is one in JSON. */
export function jsonOf(text: string): Json | undefined {
  if (!/^\s*[[{]/.test(text)) return undefined;
  try {
    return parseJson(text);
  } catch {
    return undefined;
  }
}
