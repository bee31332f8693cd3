import { TurnwiseError, type ColumnDefinition, type ColumnType, type ShardRow } from "@turnwise/core";

/**
 * A row must have one value of the right type a column: a wrong one would be written as something else.
 *
 * @throws {TurnwiseError} `wrong-shard-row`
 */
export function checkShardRow(columns: readonly ColumnDefinition[], row: ShardRow): void {
  if (row.length !== columns.length) {
    throw new TurnwiseError("wrong-shard-row", `a row has ${row.length} values for ${columns.length} columns.`);
  }
  let index = 0;
  for (const { name, type } of columns) {
    const value = row[index++];
    if (!fits(type, value)) {
      throw new TurnwiseError("wrong-shard-row", `the value of column ${name} is no ${type}: ${shown(value)}.`);
    }
  }
}

function fits(type: ColumnType, value: ShardRow[number] | undefined): boolean {
  switch (type) {
    case "list<int32>":
      return value instanceof Int32Array;
    case "list<int8>":
      return value instanceof Int8Array;
    case "list<float32>":
      return value instanceof Float32Array && value.every(Number.isFinite);
    case "int32":
      return typeof value === "number" && Number.isInteger(value) && value === (value | 0);
    case "int64":
      return Number.isSafeInteger(value);
    case "string":
      return typeof value === "string";
    case "boolean":
      return typeof value === "boolean";
    default:
      return type satisfies never;
  }
}

function shown(value: unknown): string {
  if (typeof value === "object" && value !== null) return value.constructor.name;
  return `${typeof value} ${String(value).slice(0, 40)}`;
}
