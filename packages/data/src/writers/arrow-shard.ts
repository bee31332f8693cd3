import type { ColumnDefinition, ColumnType, OpenShard, ShardRow } from "@turnwise/core";
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

/** Size of a record batch: what the writer holds in memory. */
const BATCH_BYTES = 16 << 20;

/** The end of a stream, eight bytes: a continuation marker and the length 0. */
const END_BYTES = 8;

/** See `arrowWriter`; a module of its own, because the library takes a while to load. */
export async function openArrowShard(path: string, columns: readonly ColumnDefinition[]): Promise<OpenShard> {
  const file = await OutputFile.create(path);
  const schema = new Schema(columns.map(({ name, type }) => new Field(name, TYPES[type](), true)));
  const empty = streamOf(schema, []);
  const head = empty.subarray(0, empty.length - END_BYTES);
  let rows: ShardRow[] = [];
  let bytes = 0;
  let isBegun = false;
  const begin = async (): Promise<void> => {
    if (!isBegun) await file.append(head);
    isBegun = true;
  };
  const sendBatch = async (): Promise<void> => {
    await begin();
    if (rows.length === 0) return;
    const batch = batchOf(schema, columns, rows);
    rows = [];
    bytes = 0;
    const stream = streamOf(schema, [batch]);
    await file.append(stream.subarray(head.length, stream.length - END_BYTES));
  };
  return {
    async write(row) {
      checkShardRow(columns, row);
      rows.push(row.map((value) => (typeof value === "object" ? value.slice() : value)));
      for (const value of row) bytes += typeof value === "object" ? value.byteLength : 8;
      if (bytes >= BATCH_BYTES) await sendBatch();
    },
    async close() {
      await sendBatch();
      await file.append(empty.subarray(empty.length - END_BYTES));
      await file.close();
    },
  };
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
