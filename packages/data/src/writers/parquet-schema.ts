import type { ColumnDefinition, ColumnType } from "@turnwise/core";
import type { SchemaElement } from "hyparquet-writer";

/**
 * The schema that pyarrow itself writes for these columns. Without one, hyparquet-writer stores lists as JSON text.
 *
 * ```
 * schema ─ input_ids (optional, LIST) ─ list (repeated) ─ element (optional, INT32)
 *        ─ line (optional, INT32)
 * ```
 */
export function parquetSchema(columns: readonly ColumnDefinition[]): SchemaElement[] {
  return [{ name: "schema", num_children: columns.length }, ...columns.flatMap(elementsOf)];
}

function elementsOf({ name, type }: ColumnDefinition): SchemaElement[] {
  if (!type.startsWith("list<")) return [{ name, repetition_type: "OPTIONAL", ...PHYSICAL[type] }];
  return [
    { name, repetition_type: "OPTIONAL", num_children: 1, converted_type: "LIST", logical_type: { type: "LIST" } },
    { name: "list", repetition_type: "REPEATED", num_children: 1 },
    { name: "element", repetition_type: "OPTIONAL", ...PHYSICAL[type] },
  ];
}

/** Of a column, or of a list's elements. */
const PHYSICAL: Readonly<Record<ColumnType, Omit<SchemaElement, "name">>> = {
  "list<int32>": { type: "INT32" },
  // No logical type beside it: hyparquet-writer 0.17 writes the bit width of INTEGER as i32, and pyarrow refuses the file.
  "list<int8>": { type: "INT32", converted_type: "INT_8" },
  "list<float32>": { type: "FLOAT" },
  int32: { type: "INT32" },
  int64: { type: "INT64" },
  boolean: { type: "BOOLEAN" },
  string: { type: "BYTE_ARRAY", converted_type: "UTF8", logical_type: { type: "STRING" } },
};
