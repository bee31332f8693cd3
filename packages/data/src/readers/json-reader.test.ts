import type { SourceRecord } from "@turnwise/core";
import { inputOf, testDatasetReader } from "@turnwise/testkit";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { jsonReader } from "./json-reader.ts";

testDatasetReader(jsonReader, { encode: (rows) => JSON.stringify(rows, null, 2) });

async function read(
  content: string | Uint8Array,
  chunkBytes = 1 << 16,
  maxRowBytes = 1 << 20,
): Promise<SourceRecord[]> {
  const records: SourceRecord[] = [];
  for await (const record of jsonReader.read(inputOf(content, { chunkBytes }), { maxRowBytes })) records.push(record);
  return records;
}

const kinds = (records: readonly SourceRecord[]): string[] =>
  records.map((record) => (record.kind === "broken" ? record.code : record.kind));

describe("every item is one record", () => {
  test.each([
    ["none", "[]", []],
    ["none, with white space and a byte order mark", "\uFEFF \r\n[\t\n ]\n", []],
    ["one line", '[{"a":1},{"a":2}]', ["row", "row"]],
    ["one item a line", '[\n{"a":1},\r\n{"a":[{"b":"]"}]}\n]\n', ["row", "row"]],
    ["brackets and quotes in texts", '[{"a":"]},{\\"\\\\"},{"\\"[":1}]', ["row", "row"]],
    [
      "what is no object",
      '[1, "a, ]", [{"role":"user"}], null ,{"a":1}]',
      Array(4).fill("not-an-object").concat("row"),
    ],
    [
      "broken items between rows",
      '[{\'a\':1},{"a":None},{"a" 1},nope,{"a":1}]',
      Array(4).fill("broken-json").concat("row"),
    ],
    ["brackets that do not match", '[{"a":[1}},{"a":1}]', ["broken-json", "row"]],
  ])("%s", async (_, content, expected) => {
    for (const chunkBytes of [1 << 16, 1, 3]) expect(kinds(await read(content, chunkBytes))).toEqual(expected);
  });

  test("any rows, over the edges of chunks, with the text that stands in the file", async () => {
    const rows = fc.array(fc.dictionary(fc.string(), fc.jsonValue(), { noNullPrototype: true }), { maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(
        rows,
        fc.constantFrom(undefined, 1, "\t"),
        fc.integer({ min: 1, max: 40 }),
        async (given, indent, size) => {
          const records = await read(JSON.stringify(given, null, indent), size);
          expect(records.map(({ line, position }) => [line, position])).toEqual(given.map((_, at) => [at + 1, at + 1]));
          expect(records.map(({ text }) => JSON.stringify(JSON.parse(text)))).toEqual(
            given.map((row) => JSON.stringify(row)),
          );
        },
      ),
      { numRuns: 200 },
    );
  });

  test("bytes that are not UTF-8 break their record alone, and say where they are", async () => {
    const records = await read(Buffer.from('[{"a":1},\n {"a":"caf\xe9"}, {"a":2}]', "latin1"));
    expect(kinds(records)).toEqual(["row", "invalid-utf8", "row"]);
    expect(records[1]).toMatchObject({
      message: expect.stringContaining("byte 9 of the record (byte 20 of the file, both from 0) is 0xE9"),
    });
  });

  test("deep nesting is broken, not a crash", async () => {
    const deep = `{"a": ${"[".repeat(200_000)}1.0${"]".repeat(200_000)}}`;
    expect(kinds(await read(`[${deep},{"a":1}]`))).toEqual(["nested-too-deep", "row"]);
  });
});

describe("a list that breaks off is refused", () => {
  test.each([
    ["in an item", '[{"a":1},{"a":', "ends at byte 14, inside of record 2"],
    ["in a text", '[{"a":"x]', "ends at byte 9, inside of record 1"],
    ["behind an item", '[{"a":1}', 'ends at byte 8, behind record 1, without "]"'],
    ["behind a comma", '[{"a":1},', "ends at byte 9, behind record 1"],
    ["at once", "[", "ends at byte 1, behind record 0"],
    [
      "without a comma",
      '[{"a":1} {"b":2}]',
      'at byte 9, behind record 1, "," or "]" was expected, in: [{"a":1} »{"b":2}]',
    ],
    ["with two commas", '[{"a":1},,{"b":2}]', "at byte 9, behind record 1, an item was expected"],
    ["with a comma at its end", '[{"a":1},]', "at byte 9, behind record 1, an item was expected"],
    ["going on behind its end", '[{"a":1}]\n[{"b":2}]', "at byte 10, behind record 1, nothing more"],
    ["being none", '{"a":1}', 'at byte 0, behind record 0, "[", which opens the list, was expected'],
  ])("%s", async (_, content, message) => {
    for (const chunkBytes of [1 << 16, 1]) {
      await expect(read(content, chunkBytes)).rejects.toMatchObject({
        code: "input-broken",
        message: expect.stringContaining(chunkBytes === 1 ? message.replace(/, in: .*/, "") : message),
      });
    }
  });
});
