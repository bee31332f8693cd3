import { Buffer } from "node:buffer";
import {
  pythonJson,
  type BrokenRecord,
  type Diagnostic,
  type Json,
  type SourceRecord,
  type SourceRow,
} from "@turnwise/core";
import type { StructType } from "./column-type.ts";
import { RowJson, ValueFault } from "./json-of-value.ts";

const NOTHING_CHANGED: readonly Diagnostic[] = [];

/** A row whose text is written when somebody asks for it. */
class ColumnarRow implements SourceRow {
  readonly kind = "row";
  readonly line: number;
  readonly position: number;
  readonly value: Json;
  readonly diagnostics: readonly Diagnostic[];

  constructor(number: number, value: Json, diagnostics: readonly Diagnostic[]) {
    this.line = number;
    this.position = number;
    this.value = value;
    this.diagnostics = diagnostics;
  }

  get text(): string {
    return pythonJson(this.value);
  }
}

/** The record of one row of columns. Inner objects lose their null fields, which is counted as `schema-padding`. */
export function columnarRecord(
  number: number,
  type: StructType,
  values: Readonly<Record<string, unknown>>,
  maximumBytes: number,
): SourceRecord {
  const json = new RowJson(maximumBytes);
  try {
    const value = json.row(type, values);
    return new ColumnarRow(number, value, json.removedNulls === 0 ? NOTHING_CHANGED : [padding(json.removedNulls)]);
  } catch (error) {
    if (error instanceof ValueFault) return broken(number, error);
    throw error;
  }
}

function padding(count: number): Diagnostic {
  return {
    code: "schema-padding",
    message: "null fields of inner objects, as the schema of Parquet and Arrow adds them, were removed",
    count,
  };
}

function broken(number: number, { code, message, bytes }: ValueFault): BrokenRecord {
  return {
    kind: "broken",
    line: number,
    position: number,
    code,
    message,
    text: bytes === undefined ? "" : Buffer.from(bytes).toString("base64"),
    encoding: bytes === undefined ? "utf-8" : "base64",
  };
}
