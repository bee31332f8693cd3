import type { ColumnType } from "@turnwise/core";
import { ThriftStruct } from "./thrift-struct.ts";

/** How Parquet stores a column's values, or the elements of its lists. */
export interface PhysicalType {
  /** `Type` of parquet.thrift. */
  readonly type: number;
  /** `ConvertedType` of parquet.thrift, and the logical type that says the same; null for a plain number. */
  readonly converted: number | null;
  readonly logical: (() => ThriftStruct) | null;
}

const BOOLEAN = 0;
const INT32 = 1;
const INT64 = 2;
const FLOAT = 4;
const BYTE_ARRAY = 6;

const INT8_CONVERTED = 15;
const UTF8_CONVERTED = 0;

const PHYSICAL: Readonly<Record<ColumnType, PhysicalType>> = {
  "list<int32>": { type: INT32, converted: null, logical: null },
  "list<int8>": {
    type: INT32,
    converted: INT8_CONVERTED,
    logical: () => new ThriftStruct().struct(10, new ThriftStruct().byte(1, 8).boolean(2, true)),
  },
  "list<float32>": { type: FLOAT, converted: null, logical: null },
  int32: { type: INT32, converted: null, logical: null },
  int64: { type: INT64, converted: null, logical: null },
  boolean: { type: BOOLEAN, converted: null, logical: null },
  string: {
    type: BYTE_ARRAY,
    converted: UTF8_CONVERTED,
    logical: () => new ThriftStruct().struct(1, new ThriftStruct()),
  },
};

export function physicalType(type: ColumnType): PhysicalType {
  return PHYSICAL[type];
}

export function isList(type: ColumnType): boolean {
  return type.startsWith("list<");
}
