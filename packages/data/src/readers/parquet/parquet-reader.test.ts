import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { pythonJson, TurnwiseError, type ByteRange, type SourceRecord } from "@turnwise/core";
import { inputOf, testDatasetReader } from "@turnwise/testkit";
import { afterAll, describe, expect, test } from "vitest";
import { FileInput } from "../../inputs/file-input.ts";
import { parquetWriter } from "../../writers/parquet/parquet-writer.ts";
import { expectedRows, FIXTURES } from "../fixtures/columnar-rows.ts";
import { parquetReader } from "./parquet-reader.ts";

const folder = mkdtempSync(join(tmpdir(), "turnwise-parquet-"));
afterAll(() => rmSync(folder, { recursive: true }));

testDatasetReader(parquetReader, {
  async encode(rows) {
    const path = join(folder, "rows.parquet");
    const names = Object.keys(rows[0] ?? {});
    const shard = await parquetWriter.open(
      path,
      names.map((name) => ({ name, type: "string" })),
    );
    for (const row of rows) await shard.write(names.map((name) => row[name] ?? ""));
    await shard.close();
    return readFileSync(path);
  },
});

async function readFixture(name: string): Promise<SourceRecord[]> {
  return readAll(readFileSync(FIXTURES + name));
}

async function readAll(bytes: Uint8Array, maxRowBytes = 1 << 20, range?: ByteRange): Promise<SourceRecord[]> {
  const records: SourceRecord[] = [];
  const options = { maxRowBytes, ...(range !== undefined && { range }) };
  for await (const record of parquetReader.read(inputOf(bytes), options)) records.push(record);
  return records;
}

const textOf = (record: SourceRecord): string => (record.kind === "row" ? pythonJson(record.value) : record.kind);

describe("reads what pyarrow reads", () => {
  test.each(["none", "snappy", "gzip", "brotli", "lz4", "zstd", "small-pages", "small-pages-2", "groups", "delta"])(
    "%s.parquet",
    async (name) => {
      const records = await readFixture(`${name}.parquet`);
      expect(records.map(textOf)).toEqual(expectedRows());
      expect(records.map(({ text }) => text)).toEqual(expectedRows());
      expect(records.map(({ position }) => position)).toEqual([1, 2, 3, 4, 5]);
    },
  );

  test("its row groups one by one, as the whole file", async () => {
    const bytes = readFileSync(`${FIXTURES}groups.parquet`);
    const groups = (await parquetReader.parts?.(inputOf(bytes))) ?? [];
    expect(groups.length).toBeGreaterThan(1);
    expect(groups.reduce((sum, { records }) => sum + records, 0)).toBe(5);
    let start = 0;
    for (const group of groups) {
      const end = start + group.records;
      const records = await readAll(bytes, 1 << 20, { start, end });
      expect(records.map(textOf)).toEqual(expectedRows().slice(start, end));
      expect(records.map(({ position }) => position)).toEqual([1, 2, 3, 4, 5].slice(start, end));
      expect(records.map(({ line }) => line)).toEqual(records.map((_, at) => at + 1));
      expect(group.bytes).toBeGreaterThan(0);
      start = end;
    }
  });

  test("null fields of inner objects are counted", async () => {
    const records = await readFixture("snappy.parquet");
    const counts = records.map((record) =>
      (record.kind === "row" ? (record.diagnostics ?? []) : []).map(({ code, count }) => [code, count]),
    );
    expect(counts).toEqual([[["schema-padding", 4]], [], [], [["schema-padding", 3]], [["schema-padding", 3]]]);
  });

  test("types that no chat has", async () => {
    const [record] = await readFixture("types.parquet");
    expect(record === undefined ? "" : textOf(record)).toBe(
      '{"text": "a", "json": {"2": 2.0, "1": null}, "bytes": "/wA=", "time": "2024-07-26T12:00:00.000Z", "day": "2024-07-26T00:00:00.000Z", ' +
        '"price": 1.5, "half": 1.5, "nan": "NaN", "small": 255, "flag": true, "nothing": null, "pairs": {"k": 1}, "numbered": {"2": "b", "1": "a"}}',
    );
  });

  test("packed and through a pipe", async () => {
    const path = join(folder, "packed.bin");
    const { writeFileSync } = await import("node:fs");
    writeFileSync(path, gzipSync(readFileSync(`${FIXTURES}zstd.parquet`)));
    const input = await FileInput.open(path);
    expect(parquetReader.recognises(input)).toBe(true);
    const records: SourceRecord[] = [];
    for await (const record of parquetReader.read(input, { maxRowBytes: 1000 })) records.push(record);
    expect(records.map(textOf)).toEqual(expectedRows());
  });
});

describe("a damaged file", () => {
  const whole = readFileSync(`${FIXTURES}groups.parquet`);

  test("without its end says so", async () => {
    await expect(readAll(whole.subarray(0, -1))).rejects.toMatchObject({
      code: "input-broken",
      message: expect.stringContaining('test file: a Parquet file ends with its schema and "PAR1"'),
    });
  });

  test("with a damaged page names row group, column, page and record", async () => {
    const bytes = Uint8Array.from(whole);
    const at = Buffer.from(bytes).indexOf("Weather in Paris");
    bytes[at] = 0x77;
    await expect(readAll(bytes)).rejects.toMatchObject({
      code: "input-broken",
      message: expect.stringMatching(
        /^test file: row group 0, column messages\.list\.element\.content, page at byte \d+, from record 1 on: it cannot be understood \(its checksum is another\)/,
      ),
    });
  });

  test("anywhere is an error or broken rows, never a crash, a hang or something else", async () => {
    const bytes = readFileSync(`${FIXTURES}small-pages.parquet`);
    const expected = expectedRows();
    let survivors = 0;
    const outcomes = new Set<unknown>();
    for (let at = 0; at < bytes.length; at += 5) {
      for (const value of [0xff, 0x7f]) {
        const damaged = Uint8Array.from(bytes);
        damaged[at] = value;
        const outcome = await readAll(damaged).then(
          (records) => records.length,
          (error: unknown) => (error instanceof TurnwiseError ? error.code : error),
        );
        if (outcome === expected.length) survivors += 1;
        outcomes.add(typeof outcome === "number" ? "rows" : outcome);
      }
    }
    expect([...outcomes].toSorted()).toEqual(["input-broken", "rows"]);
    expect(survivors).toBeGreaterThan(0);
  });

  test("bytes that are not UTF-8 break their row alone", async () => {
    const bytes = Uint8Array.from(readFileSync(`${FIXTURES}none.parquet`));
    const at = Buffer.from(bytes).indexOf("18 °C.");
    bytes[at + 3] = 0xff;
    const records = await readAll(bytes);
    expect(records.map(({ kind }) => kind)).toEqual(["broken", "row", "row", "row", "row"]);
    expect(records[0]).toMatchObject({
      code: "invalid-utf8",
      encoding: "base64",
      message: 'a text is not UTF-8: "18 \\xff\\xb0C.\\x0d\\x0a\\x09Sunny."',
    });
  });
});
