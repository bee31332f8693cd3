import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { TurnwiseError, type ColumnDefinition, type ShardRow, type ShardWriter } from "@turnwise/core";
import { testShardWriter } from "@turnwise/testkit";
import { asyncBufferFromFile, parquetMetadata, parquetReadObjects, parquetSchema, type SchemaTree } from "hyparquet";
import { compressors } from "hyparquet-compressors";
import { afterAll, describe, expect, test } from "vitest";
import { tableFromIPC } from "apache-arrow";
import { arrowWriter } from "./arrow-writer.ts";
import { jsonlWriter } from "./jsonl-writer.ts";
import { parquetWriter } from "./parquet/parquet-writer.ts";

const folder = mkdtempSync(join(tmpdir(), "turnwise-writers-"));
afterAll(() => rmSync(folder, { recursive: true }));

const COLUMNS: readonly ColumnDefinition[] = [
  { name: "input_ids", type: "list<int32>" },
  { name: "attention_mask", type: "list<int8>" },
  { name: "loss_weights", type: "list<float32>" },
  { name: "line", type: "int32" },
  { name: "offset", type: "int64" },
  { name: "source", type: "string" },
];

const ROWS: readonly ShardRow[] = [
  [
    Int32Array.of(2, 2147483647, -100),
    Int8Array.of(1, -128, 127),
    Float32Array.of(0, 0.25, 1e-7),
    1,
    0,
    'é🦙\u2028 "q"\n',
  ],
  [Int32Array.of(), Int8Array.of(), Float32Array.of(), -2147483648, -(2 ** 53 - 1), ""],
  [Int32Array.of(-2147483648), Int8Array.of(0), Float32Array.of(1 / 3), 2147483647, 2 ** 53 - 1, "\u0000"],
];

async function write(
  writer: ShardWriter,
  name: string,
  columns: readonly ColumnDefinition[],
  rows: readonly ShardRow[],
): Promise<string> {
  const path = join(folder, name + writer.extension);
  const shard = await writer.open(path, columns);
  for (const row of rows) await shard.write(row);
  await shard.close();
  return path;
}

/** Rows with plain lists and numbers. */
function plain(columns: readonly ColumnDefinition[], rows: readonly ShardRow[]): unknown[] {
  return rows.map((row) =>
    Object.fromEntries(
      columns.map(({ name }, index) => {
        const value = row[index];
        return [name, typeof value === "object" ? Array.from<number>(value) : value];
      }),
    ),
  );
}

type Read = (path: string) => Promise<Record<string, unknown>[]>;

async function readParquet(path: string): Promise<Record<string, unknown>[]> {
  const rows = await parquetReadObjects({ file: await asyncBufferFromFile(path), compressors });
  return JSON.parse(
    JSON.stringify(rows, (_, value: unknown) => (typeof value === "bigint" ? Number(value) : value)),
  ) as Record<string, unknown>[];
}

/** Of a schema: what pyarrow writes for a list. */
function list(name: string, ...element: string[]): unknown {
  return [name, "OPTIONAL", "LIST", ["list", "REPEATED", ["element", "OPTIONAL", ...element]]];
}

async function readJsonl(path: string): Promise<Record<string, unknown>[]> {
  const lines = readFileSync(path, "utf8").split("\n");
  expect(lines.pop()).toBe("");
  return lines.map((line) => JSON.parse(line) as Record<string, unknown>);
}

function readArrow(path: string): Promise<Record<string, unknown>[]> {
  const table = tableFromIPC(readFileSync(path));
  const rows = table.toArray().map((row: { toJSON(): unknown }) => row.toJSON());
  return Promise.resolve(
    JSON.parse(
      JSON.stringify(rows, (_, value: unknown) => (typeof value === "bigint" ? Number(value) : value)),
    ) as Record<string, unknown>[],
  );
}

const WRITERS: readonly [ShardWriter, Read][] = [
  [parquetWriter, readParquet],
  [jsonlWriter, readJsonl],
  [arrowWriter, readArrow],
];

for (const [writer, read] of WRITERS) testShardWriter(writer, { read });

describe.each(WRITERS)("$name", (writer, read) => {
  test("rows come back as they went in, empty lists and extremes included", async () => {
    expect(await read(await write(writer, "rows", COLUMNS, ROWS))).toEqual(plain(COLUMNS, ROWS));
  });

  test("no rows are a file, too", async () => {
    expect(await read(await write(writer, "none", COLUMNS, []))).toEqual([]);
  });

  test("a row that the caller reuses is what it was", async () => {
    const columns = COLUMNS.slice(0, 1);
    const path = join(folder, `reused${writer.extension}`);
    const shard = await writer.open(path, columns);
    const ids = Int32Array.of(1, 2);
    await shard.write([ids]);
    ids.fill(9);
    await shard.write([ids]);
    await shard.close();
    expect(await read(path)).toEqual([{ input_ids: [1, 2] }, { input_ids: [9, 9] }]);
  });

  test("the same rows give the same bytes", async () => {
    const first = readFileSync(await write(writer, "first", COLUMNS, ROWS));
    expect(first.equals(readFileSync(await write(writer, "second", COLUMNS, ROWS)))).toBe(true);
  });

  test("an existing file is replaced, not added to", async () => {
    const path = join(folder, `old${writer.extension}`);
    writeFileSync(path, "x".repeat(100_000));
    expect(await read(await write(writer, "old", COLUMNS, ROWS))).toHaveLength(ROWS.length);
  });

  test.each<[string, readonly ColumnDefinition[], ShardRow, string]>([
    ["a value too few", COLUMNS, [], "0 values for 6 columns"],
    [
      "another kind of list",
      [{ name: "ids", type: "list<int32>" }],
      [Int8Array.of(1)],
      "column ids is no list<int32>: Int8Array",
    ],
    ["a number that is not finite", [{ name: "w", type: "list<float32>" }], [Float32Array.of(Number.NaN)], "column w"],
    ["a fraction", [{ name: "n", type: "int32" }], [0.5], "column n is no int32: number 0.5"],
    ["a number above 32 bits", [{ name: "n", type: "int32" }], [2 ** 31], "column n"],
    ["a number above 2^53", [{ name: "n", type: "int64" }], [2 ** 53], "column n"],
    ["a number as text", [{ name: "s", type: "string" }], [1], "column s"],
  ])("%s is an error", async (_, columns, row, part) => {
    const shard = await writer.open(join(folder, `wrong${writer.extension}`), columns);
    await expect(shard.write(row)).rejects.toThrow(part);
    await shard.close();
  });

  test("a folder that is missing is named", async () => {
    const path = join(folder, "missing", `x${writer.extension}`);
    const error = await writer.open(path, COLUMNS).catch((cause: unknown) => cause);
    expect(error).toBeInstanceOf(TurnwiseError);
    expect(error).toMatchObject({
      code: "output-failed",
      message: `cannot write ${path}: there is no such directory.`,
    });
  });

  test.skipIf(!existsSync("/dev/full"))("a full disk is named, and stays an error", async () => {
    const shard = await writer.open("/dev/full", COLUMNS);
    const fill = async (): Promise<void> => {
      for (const row of ROWS) await shard.write(row);
      await shard.close();
    };
    const expected = {
      code: "output-failed",
      message: expect.stringMatching(/^cannot write \/dev\/full: the disk is full\./),
    };
    await expect(fill()).rejects.toMatchObject(expected);
    await expect(shard.close()).rejects.toMatchObject(expected);
  });
});

describe("parquet", () => {
  test("columns are lists of 32-bit and 8-bit integers, as pyarrow writes them", async () => {
    const bytes = readFileSync(await write(parquetWriter, "schema", COLUMNS, []));
    const metadata = parquetMetadata(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length));
    const shape = ({ element, children }: SchemaTree): unknown => {
      const { name, type, repetition_type: repetition, converted_type: converted } = element;
      return [name, repetition, type, converted, ...children.map(shape)].filter((item) => item !== undefined);
    };
    expect(parquetSchema(metadata).children.map(shape)).toEqual([
      list("input_ids", "INT32"),
      list("attention_mask", "INT32", "INT_8"),
      list("loss_weights", "FLOAT"),
      ["line", "OPTIONAL", "INT32"],
      ["offset", "OPTIONAL", "INT64"],
      ["source", "OPTIONAL", "BYTE_ARRAY", "UTF8"],
    ]);
    expect(metadata.created_by).toBe("turnwise");
  });

  test("row groups are bounded, compressed with zstd, and written as they fill", async () => {
    const columns = COLUMNS.slice(0, 1);
    const path = join(folder, "groups.parquet");
    const shard = await parquetWriter.open(path, columns);
    const ids = new Int32Array(1 << 20).map((_, index) => index % 1000);
    for (let count = 0; count < 8; count++) await shard.write([ids]);
    expect(readFileSync(path).length).toBeGreaterThan(1000);
    await shard.write([ids]);
    await shard.close();
    const bytes = readFileSync(path);
    const metadata = parquetMetadata(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length));
    expect(metadata.row_groups.map((group) => Number(group.num_rows))).toEqual([8, 1]);
    expect(metadata.row_groups[0]?.columns[0]?.meta_data?.codec).toBe("ZSTD");
    const rows = await parquetReadObjects({ file: await asyncBufferFromFile(path), compressors });
    expect(
      rows.every(
        (row) => Array.isArray(row["input_ids"]) && row["input_ids"].every((id, index) => id === index % 1000),
      ),
    ).toBe(true);
  });
});

function texts(count: number, entry: (at: number) => number): readonly ShardRow[] {
  return Array.from({ length: count }, (_, at) => [`t${entry(at)}`]);
}

describe("parquet dictionaries of texts", () => {
  const columns: readonly ColumnDefinition[] = [{ name: "text", type: "string" }];

  test.each<[string, readonly ShardRow[], string]>([
    ["all the same", texts(100, () => 0), "RLE_DICTIONARY"],
    ["two in turn", texts(1001, (at) => at % 2), "RLE_DICTIONARY"],
    ["runs of all lengths", texts(3000, (at) => Math.floor(Math.sqrt(at)) % 7), "RLE_DICTIONARY"],
    ["runs between groups", texts(500, (at) => (at % 50 < 30 ? 3 : at % 5)), "RLE_DICTIONARY"],
    ["more than a byte of entries", texts(2000, (at) => (at * 7919) % 300), "RLE_DICTIONARY"],
    ["as many as rows", texts(100, (at) => at), "PLAIN"],
  ])("%s", async (name, rows, encoding) => {
    const path = await write(parquetWriter, name, columns, rows);
    expect(await readParquet(path)).toEqual(plain(columns, rows));
    const bytes = readFileSync(path);
    const { row_groups: groups } = parquetMetadata(
      bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length),
    );
    expect(groups[0]?.columns[0]?.meta_data?.encodings).toContain(encoding);
    expect(groups[0]?.columns[0]?.meta_data?.encodings.includes("RLE_DICTIONARY")).toBe(encoding !== "PLAIN");
  });
});

describe("parquet dictionaries of numbers", () => {
  const columns: readonly ColumnDefinition[] = [{ name: "ids", type: "list<int32>" }];

  test.each<[string, (at: number) => number, string]>([
    ["labels with runs of -100", (at) => (at % 700 < 300 ? -100 : (at * 7919) % 40_000), "RLE_DICTIONARY"],
    ["a byte of entries", (at) => Math.floor(at / 20) % 256, "RLE_DICTIONARY"],
    ["numbers of 30 bits", (at) => (at * 7919) % (1 << 30), "PLAIN"],
  ])("%s, over several pages", async (name, numberAt, encoding) => {
    const rows = Array.from({ length: 60 }, (_none, row): ShardRow => [
      Int32Array.from({ length: row % 5 === 0 ? 0 : 12_345 }, (_, at) => numberAt(row * 12_345 + at)),
    ]);
    const path = await write(parquetWriter, name, columns, rows);
    expect(await readParquet(path)).toEqual(plain(columns, rows));
    const bytes = readFileSync(path);
    const { row_groups: groups } = parquetMetadata(
      bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length),
    );
    expect(groups[0]?.columns[0]?.meta_data?.encodings.includes("RLE_DICTIONARY")).toBe(encoding !== "PLAIN");
  });
});

test("jsonl lines are JSON objects in the order of the columns", async () => {
  const path = await write(jsonlWriter, "text", COLUMNS, ROWS.slice(0, 1));
  expect(readFileSync(path, "utf8")).toBe(
    '{"input_ids":[2,2147483647,-100],"attention_mask":[1,-128,127],"loss_weights":[0,0.25,1.0000000116860974e-7],' +
      '"line":1,"offset":0,"source":"é🦙\u2028 \\"q\\"\\n"}\n',
  );
});
