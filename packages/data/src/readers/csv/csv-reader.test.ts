import type { SourceRecord } from "@turnwise/core";
import { inputOf, testDatasetReader } from "@turnwise/testkit";
import { describe, expect, test } from "vitest";
import { csvDelimiter } from "./csv-delimiter.ts";
import { csvReader } from "./csv-reader.ts";

const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;

testDatasetReader(csvReader, {
  encode(rows) {
    const names = Object.keys(rows[0] ?? {});
    return [names, ...rows.map((row) => names.map((name) => row[name] ?? ""))]
      .map((fields) => `${fields.map(quoted).join(",")}\r\n`)
      .join("");
  },
});

async function read(content: string | Uint8Array, chunkBytes = 1 << 16): Promise<SourceRecord[]> {
  const records: SourceRecord[] = [];
  for await (const record of csvReader.read(inputOf(content, { chunkBytes }), { maxRowBytes: 1000 }))
    records.push(record);
  return records;
}

const named = (name: string, content: string): ReturnType<typeof inputOf> => ({ ...inputOf(content), name });

describe("recognises", () => {
  test.each([
    ["commas", "a,b\n1,2\n", ","],
    ["tabs, with commas in the texts", "a\tb\n1, 2\t3\nx, y\tz\n", "\t"],
    ["semicolons", "a;b\n1;2,5\n", ";"],
    ["line ends in quotes", 'a,b\n"x\ny, z","2"\n3,4\n', ","],
    ["a broken line among good ones", "a,b\n1,2\n3\n4,5\n6,7\n", ","],
    ["a header alone", "a,b\n", undefined],
    ["prose", "Hello, world.\nThis is a line.\nOne, two, three.\n", undefined],
    ["JSON", '{"a": 1, "b": 2}\n{"a": 1, "b": 2}\n', undefined],
    ["one column under another name", "text\nhello\n", undefined],
  ])("%s", (_, content, expected) => {
    expect(csvDelimiter(inputOf(content))).toBe(expected);
  });

  test("one column by its name beside its content", () => {
    expect(csvDelimiter(named("rows.csv", "text\nhello\n"))).toBe(",");
    expect(csvDelimiter(named("rows.tsv.gz", "text\nhello\n"))).toBe("\t");
    expect(csvDelimiter(named("rows.csv", '{"a": 1}\n'))).toBeUndefined();
  });
});

describe("every record is a row, blank or broken", () => {
  test("texts are left as they are", async () => {
    const records = await read('\uFEFFq,a\n"1, 2",007\n\n" x ","say ""no"""\n"two\r\nlines",\n', 3);
    expect(records.map((record) => (record.kind === "row" ? record.value : record.kind))).toEqual([
      { q: "1, 2", a: "007" },
      "blank",
      { q: " x ", a: 'say "no"' },
      { q: "two\r\nlines", a: "" },
    ]);
    expect(records.map(({ line, position }) => [line, position])).toEqual([
      [1, 1],
      [2, 2],
      [3, 3],
      [4, 4],
    ]);
  });

  test("columns that look like numbers keep their order", async () => {
    const [record] = await read("2,1\nb,a\n");
    expect(record).toMatchObject({ text: '{"2": "b", "1": "a"}' });
  });

  test("another number of fields, and bytes that are not UTF-8", async () => {
    const records = await read(Buffer.from("q,a\n1,2,3\nx,caf\xe9\ny,z\n", "latin1"));
    expect(records.map((record) => (record.kind === "broken" ? record.code : record.kind))).toEqual([
      "csv-fields",
      "invalid-utf8",
      "row",
    ]);
    expect(records[0]).toMatchObject({
      text: '["1", "2", "3"]',
      message: expect.stringContaining("ends in line 2 has 3 fields, and the header names 2"),
    });
    expect(records[1]).toMatchObject({
      text: Buffer.from("caf\xe9", "latin1").toString("base64"),
      message: expect.stringContaining("the field a"),
    });
  });
});

describe("quotes that do not match are refused", () => {
  test.each([
    ["not closed", 'q,a\n1,2\n"x,3\n4,5\n', "a quote is not closed: the file ends in line "],
    ["closed too early", 'q,a\n1,"x" y\n', "line 2: behind a closing quote"],
    ["inside of a field", 'q,a\n1,x "y"\n', "line 2: a quote stands inside of a field"],
    ["named twice", "q,q\n1,2\n", 'names the column "q" twice'],
  ])("%s", async (_, content, message) => {
    await expect(read(content)).rejects.toMatchObject({
      code: "input-broken",
      message: expect.stringContaining(message),
    });
  });
});
