import { readFileSync } from "node:fs";
import { tableFromArrays, tableToIPC } from "apache-arrow";
import { pythonJson, TurnwiseError, type SourceRecord } from "@turnwise/core";
import { inputOf, testDatasetReader } from "@turnwise/testkit";
import { describe, expect, test } from "vitest";
import { expectedRows, FIXTURES } from "../fixtures/columnar-rows.ts";
import { arrowReader } from "./arrow-reader.ts";

testDatasetReader(arrowReader, {
  encode(rows) {
    const column = (name: string): readonly string[] => rows.map((row) => row[name] ?? "");
    return tableToIPC(tableFromArrays({ id: column("id"), text: column("text") }), "stream");
  },
});

async function readAll(bytes: Uint8Array, chunkBytes = 1 << 16): Promise<SourceRecord[]> {
  const records: SourceRecord[] = [];
  for await (const record of arrowReader.read(inputOf(bytes, { chunkBytes }), { maxRowBytes: 1 << 20 }))
    records.push(record);
  return records;
}

const textOf = (record: SourceRecord): string => (record.kind === "row" ? pythonJson(record.value) : record.kind);

describe("reads what pyarrow reads", () => {
  test.each(["stream", "file", "lz4", "zstd", "dictionary", "views"])("%s.arrow", async (name) => {
    const bytes = readFileSync(`${FIXTURES}${name}.arrow`);
    for (const chunkBytes of [1 << 16, 13]) {
      const records = await readAll(bytes, chunkBytes);
      expect(records.map(textOf)).toEqual(expectedRows());
      expect(records.map(({ position }) => position)).toEqual([1, 2, 3, 4, 5]);
    }
  });

  test("what datasets saved to disk, in two files", async () => {
    const files = ["data-00000-of-00002.arrow", "data-00001-of-00002.arrow"];
    const records = await Promise.all(files.map((name) => readAll(readFileSync(`${FIXTURES}dataset/${name}`))));
    expect(records.flat().map(textOf)).toEqual(expectedRows());
  });

  test("null fields of inner objects are counted", async () => {
    const [record] = await readAll(readFileSync(`${FIXTURES}stream.arrow`));
    expect(record).toMatchObject({ diagnostics: [{ code: "schema-padding", count: 4 }] });
  });

  test("types that no chat has", async () => {
    const [record] = await readAll(readFileSync(`${FIXTURES}types.arrow`));
    expect(record === undefined ? "" : textOf(record)).toBe(
      '{"text": "a", "json": {"2": 2.0, "1": null}, "bytes": "/wA=", "time": "2024-07-26T12:00:00.000Z", "day": "2024-07-26T00:00:00.000Z", ' +
        '"price": 1.5, "half": 1.5, "nan": "NaN", "small": 255, "flag": true, "nothing": null, "pairs": {"k": 1}, "numbered": {"2": "b", "1": "a"}}',
    );
  });
});

describe("a damaged file", () => {
  const whole = readFileSync(`${FIXTURES}stream.arrow`);

  test.each([
    [40, "record batch 0, at byte 0: the Arrow data ends inside of a message"],
    [whole.length - 100, "the Arrow data ends inside of a record batch: it was cut off"],
  ])("cut at byte %i names the record batch", async (length, message) => {
    await expect(readAll(whole.subarray(0, length))).rejects.toMatchObject({
      code: "input-broken",
      message: expect.stringContaining(message),
    });
  });

  test("behind its schema is an error or broken rows, never a crash or a hang", { timeout: 30_000 }, async () => {
    const schema = 8 + whole.readUInt32LE(4);
    for (let at = schema; at < whole.length; at += 7) {
      const damaged = Uint8Array.from(whole);
      damaged[at] = 0x7f;
      const outcome = await readAll(damaged).then(
        () => "read",
        (error: unknown) => (error instanceof TurnwiseError ? error.code : error),
      );
      expect(["read", "input-broken"]).toContain(outcome);
    }
    expect((await readAll(whole)).length).toBe(5);
  });

  test("bytes that are not UTF-8 break their row alone", async () => {
    const bytes = Uint8Array.from(whole);
    bytes[Buffer.from(bytes).indexOf("18 °C.") + 3] = 0xff;
    const records = await readAll(bytes);
    expect(records.map(({ kind }) => kind)).toEqual(["broken", "row", "row", "row", "row"]);
    expect(records[0]).toMatchObject({ code: "invalid-utf8" });
  });
});
