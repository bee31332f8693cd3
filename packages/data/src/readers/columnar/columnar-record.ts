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

/** Which record it is: of what is read, and of the file; both from 1. */
export interface RecordPlace {
  readonly line: number;
  readonly position: number;
}

/** A row whose text is written when somebody asks for it. */
class ColumnarRow implements SourceRow {
  readonly kind = "row";
  readonly line: number;
  readonly position: number;
  readonly value: Json;
  readonly diagnostics: readonly Diagnostic[];

  constructor({ line, position }: RecordPlace, value: Json, diagnostics: readonly Diagnostic[]) {
    this.line = line;
    this.position = position;
    this.value = value;
    this.diagnostics = diagnostics;
  }

  get text(): string {
    return pythonJson(this.value);
  }
}

/** The record of one row of columns. Inner objects lose their null fields, which is counted as `schema-padding`. */
export function columnarRecord(
  place: RecordPlace,
  type: StructType,
  values: Readonly<Record<string, unknown>>,
  maximumBytes: number,
): SourceRecord {
  const json = new RowJson(maximumBytes);
  try {
    const value = json.row(type, values);
    return new ColumnarRow(place, value, json.removedNulls === 0 ? NOTHING_CHANGED : [padding(json.removedNulls)]);
  } catch (error) {
    if (error instanceof ValueFault) return broken(place, error);
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

function broken({ line, position }: RecordPlace, { code, message, bytes }: ValueFault): BrokenRecord {
  return {
    kind: "broken",
    line,
    position,
    code,
    message,
    text: bytes === undefined ? "" : Buffer.from(bytes).toString("base64"),
    encoding: bytes === undefined ? "utf-8" : "base64",
  };
}
