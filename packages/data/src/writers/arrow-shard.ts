import type { ColumnDefinition, ColumnType, JoinedShard, PieceEncoder, ShardRow } from "@turnwise/core";
import {
  Bool,
  Field,
  Float32,
  Int32,
  Int64,
  Int8,
  List,
  makeData,
  RecordBatch,
  RecordBatchStreamWriter,
  Schema,
  Struct,
  Utf8,
  vectorFromArray,
  type Data,
  type DataType,
} from "apache-arrow";
import { checkShardRow } from "./check-shard-row.ts";
import { OutputFile } from "./output-file.ts";
import { sizeOfRow } from "./size-of-row.ts";

/** The end of a stream, eight bytes: a continuation marker and the length 0. */
const END_BYTES = 8;

/** A stream of record batches, of which each is a piece. */
export async function joinBatches(path: string, columns: readonly ColumnDefinition[]): Promise<JoinedShard> {
  const file = await OutputFile.create(path);
  const empty = streamOf(schemaOf(columns), []);
  const end = empty.length - END_BYTES;
  let isBegun = false;
  const begin = async (): Promise<void> => {
    if (!isBegun) await file.append(empty.subarray(0, end));
    isBegun = true;
  };
  return {
    async append({ bytes }) {
      await begin();
      await file.append(bytes);
    },
    async close() {
      await begin();
      await file.append(empty.subarray(end));
      await file.close();
    },
  };
}

/** Encodes record batches. */
export function batchEncoder(columns: readonly ColumnDefinition[]): PieceEncoder {
  const schema = schemaOf(columns);
  const headBytes = streamOf(schema, []).length - END_BYTES;
  let rows: ShardRow[] = [];
  let size = 0;
  return {
    get bytes() {
      return size;
    },
    write(row) {
      checkShardRow(columns, row);
      rows.push(row.map((value) => (typeof value === "object" ? value.slice() : value)));
      size += sizeOfRow(row);
    },
    finish() {
      const stream = streamOf(schema, [batchOf(schema, columns, rows)]);
      rows = [];
      size = 0;
      return { bytes: stream.slice(headBytes, stream.length - END_BYTES), about: null };
    },
  };
}

function schemaOf(columns: readonly ColumnDefinition[]): Schema {
  return new Schema(columns.map(({ name, type }) => new Field(name, TYPES[type](), true)));
}

const list = (element: DataType) => (): DataType => new List(new Field("item", element, true));

const TYPES: Readonly<Record<ColumnType, () => DataType>> = {
  "list<int32>": list(new Int32()),
  "list<int8>": list(new Int8()),
  "list<float32>": list(new Float32()),
  int32: () => new Int32(),
  int64: () => new Int64(),
  string: () => new Utf8(),
  boolean: () => new Bool(),
};

/** A whole stream: schema, batches, end. */
function streamOf(schema: Schema, batches: readonly RecordBatch[]): Uint8Array {
  const writer = new RecordBatchStreamWriter();
  writer.reset(undefined, schema);
  for (const batch of batches) writer.write(batch);
  writer.finish();
  return writer.toUint8Array(true);
}

function batchOf(schema: Schema, columns: readonly ColumnDefinition[], rows: readonly ShardRow[]): RecordBatch {
  const children = columns.map(({ type }, index) =>
    columnData(
      type,
      rows.map((row) => row[index] ?? 0),
    ),
  );
  return new RecordBatch(schema, makeData({ type: new Struct(schema.fields), length: rows.length, children }));
}

function columnData(type: ColumnType, values: readonly ShardRow[number][]): Data {
  switch (type) {
    case "list<int32>":
      return listData(
        type,
        values,
        (length) => new Int32Array(length),
        (data) => makeData({ type: new Int32(), data }),
      );
    case "list<int8>":
      return listData(
        type,
        values,
        (length) => new Int8Array(length),
        (data) => makeData({ type: new Int8(), data }),
      );
    case "list<float32>":
      return listData(
        type,
        values,
        (length) => new Float32Array(length),
        (data) => makeData({ type: new Float32(), data }),
      );
    case "int64":
      return scalarData(
        type,
        values.map((value) => BigInt(Number(value))),
      );
    default:
      return scalarData(type, values);
  }
}

function scalarData(type: ColumnType, values: readonly unknown[]): Data {
  const [data] = vectorFromArray(values, TYPES[type]()).data;
  if (data === undefined) throw new Error("a vector has one chunk");
  return data;
}

function listData<T extends Int32Array | Int8Array | Float32Array>(
  type: ColumnType,
  values: readonly ShardRow[number][],
  create: (length: number) => T,
  elements: (data: T) => Data,
): Data {
  const lists = values.filter((value) => typeof value === "object");
  const valueOffsets = new Int32Array(lists.length + 1);
  for (const [row, each] of lists.entries()) valueOffsets[row + 1] = (valueOffsets[row] ?? 0) + each.length;
  const joined = create(valueOffsets[lists.length] ?? 0);
  for (const [row, each] of lists.entries()) joined.set(each, valueOffsets[row]);
  const [element] = TYPES[type]().children;
  if (element === undefined) throw new Error("a list has a child");
  return makeData({ type: new List(element), length: lists.length, valueOffsets, child: elements(joined) });
}
