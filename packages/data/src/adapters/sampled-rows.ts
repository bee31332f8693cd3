import { entriesOf, isJsonArray, isJsonObject, valueAt, type Json, type JsonObject } from "@turnwise/core";
import { columnOf, jsonOf } from "./columns.ts";

/** Columns that hold the two answers of preference data, which nobody prepares here. */
const PREFERENCE = /^(?:chosen|rejected|preferred_output|non_preferred_output)$/;

/** The columns, up to two names deep, that in most rows hold a list (also as JSON text) whose first item has all these keys. */
export function listColumns(rows: readonly JsonObject[], keys: readonly string[]): readonly string[] {
  const counts = new Map<string, number>();
  const visit = (object: JsonObject, prefix: string, depth: number): void => {
    for (const [name, value] of entriesOf(object)) {
      if (PREFERENCE.test(name)) continue;
      const path = prefix + name;
      const inner = typeof value === "string" ? jsonOf(value) : value;
      const first = isJsonArray(inner) ? inner[0] : undefined;
      const fits = isJsonObject(first) && keys.every((key) => valueAt(first, key) !== undefined);
      if (fits) counts.set(path, (counts.get(path) ?? 0) + 1);
      else if (isJsonObject(inner) && depth < 2) visit(inner, `${path}.`, depth + 1);
    }
  };
  for (const row of rows) visit(row, "", 1);
  return [...counts].filter(([, count]) => count > rows.length / 2).map(([path]) => path);
}

/** Whether a column holds a text in most rows. */
export function holdsText(rows: readonly JsonObject[], column: string): boolean {
  return mostly(rows, (row) => typeof columnOf(row, column) === "string");
}

export function mostly(rows: readonly JsonObject[], passes: (row: JsonObject) => boolean): boolean {
  return rows.filter(passes).length > rows.length / 2;
}

/** Columns that hold running text, and are none of those that are read: what a conversation may lack without them. */
export function unreadTexts(rows: readonly JsonObject[], read: Iterable<string>): readonly string[] {
  const known = new Set(read);
  const names = new Set(rows.flatMap((row) => [...entriesOf(row)].map(([name]) => name)));
  return [...names].filter((name) => {
    if (known.has(name)) return false;
    const texts = rows
      .map((row) => valueAt(row, name))
      .filter((value): value is string => typeof value === "string" && value !== "");
    return texts.length > rows.length / 4 && texts.filter((text) => /\S\s+\S/.test(text)).length > texts.length / 2;
  });
}

export function allColumns(rows: readonly JsonObject[]): readonly string[] {
  return [...new Set(rows.flatMap((row) => [...entriesOf(row)].map(([name]) => name)))];
}

export type { Json };
