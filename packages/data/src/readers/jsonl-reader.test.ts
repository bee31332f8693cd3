import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  entriesOf,
  isJsonObject,
  JsonNumber,
  TurnwiseError,
  type ReadOptions,
  type SourceRecord,
} from "@turnwise/core";
import { testDatasetReader } from "@turnwise/testkit";
import * as fc from "fast-check";
import { afterAll, describe, expect, test } from "vitest";
import { FileInput } from "../inputs/file-input.ts";
import { chooseReader } from "./choose-reader.ts";
import { jsonReader } from "./json-reader.ts";
import { jsonlReader } from "./jsonl-reader.ts";

testDatasetReader(jsonlReader, {
  encode: (rows) => rows.map((row) => `${JSON.stringify(row)}\n`).join(""),
  takesEmptyFiles: true,
});

const folder = mkdtempSync(join(tmpdir(), "turnwise-jsonl-"));
afterAll(() => rmSync(folder, { recursive: true }));

let files = 0;
function fileOf(content: string | Uint8Array): string {
  files += 1;
  const path = join(folder, `${files}.jsonl`);
  writeFileSync(path, content);
  return path;
}

async function recordsOf(source: AsyncIterable<SourceRecord>): Promise<SourceRecord[]> {
  const records: SourceRecord[] = [];
  for await (const record of source) records.push(record);
  return records;
}

async function read(content: string | Uint8Array, maxRowBytes = 1 << 26): Promise<SourceRecord[]> {
  return recordsOf(readFile(fileOf(content), { maxRowBytes }));
}

async function* readFile(path: string, options: ReadOptions): AsyncIterable<SourceRecord> {
  yield* jsonlReader.read(await FileInput.open(path), options);
}

/** `row`, `blank`, or the code. */
function kinds(records: readonly SourceRecord[]): string[] {
  return records.map((record) => (record.kind === "broken" ? record.code : record.kind));
}

async function only(
  content: string | Uint8Array,
  maxRowBytes?: number,
): Promise<SourceRecord & { code?: string; message?: string }> {
  const records = await read(content, maxRowBytes);
  const [record, ...more] = records;
  if (record === undefined || more.length > 0) throw new Error(`${records.length} records`);
  return record;
}

async function failure(path: string): Promise<TurnwiseError> {
  try {
    chooseReader([jsonlReader, jsonReader], await FileInput.open(path));
  } catch (error) {
    if (error instanceof TurnwiseError) return error;
    throw error;
  }
  throw new Error("no error");
}

describe("every line is one record", () => {
  test("rows, blank lines, CRLF, a lone CR in white space, a last line without an end", async () => {
    const records = await read('{"a":1}\r\n\n \t\r\n{"b":\r2}\n\u00a0\n{"c":3}');
    expect(kinds(records)).toEqual(["row", "blank", "blank", "row", "blank", "row"]);
    expect(records.map(({ line }) => line)).toEqual([1, 2, 3, 4, 5, 6]);
    expect(records.map(({ text }) => text)).toEqual(['{"a":1}', "", " \t", '{"b":\r2}', "\u00a0", '{"c":3}']);
  });

  test("an empty file and a file of a byte order mark have none", async () => {
    expect(await read("")).toEqual([]);
    expect(await read("\uFEFF")).toEqual([]);
  });

  test("a byte order mark at the start is skipped, a later one is explained", async () => {
    const records = await read('\uFEFF{"a":1}\n\uFEFF{"a":1}\n');
    expect(records[0]).toEqual({ kind: "row", line: 1, position: 3, text: '{"a":1}', value: { a: 1 } });
    expect(records[1]).toMatchObject({
      kind: "broken",
      code: "broken-json",
      message: expect.stringContaining("byte order mark"),
    });
  });

  test("numbers keep their text and keys their order", async () => {
    const record = await only('{"2":2.0,"1":9007199254740993}');
    const value = new Map([
      ["2", new JsonNumber("2.0")],
      ["1", new JsonNumber("9007199254740993")],
    ]);
    expect(record).toMatchObject({ kind: "row", value });
    expect(record.kind === "row" && isJsonObject(record.value) && [...entriesOf(record.value)]).toEqual([...value]);
  });

  test("whatever the lines are, over the edges of chunks", async () => {
    const line = fc.oneof(
      fc.constantFrom(
        "",
        " ",
        '{"a": 1}',
        "{'a': 1}",
        "[1]",
        '"x"',
        "12",
        '{"a": "🦙é"}',
        '{"a": "x',
        '{"a": "\\ud800"}',
      ),
      fc.integer({ min: 0, max: 260_000 }).map((length) => `{"long": "${"é".repeat(length)}"}`),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(line, { minLength: 1, maxLength: 12 }),
        fc.constantFrom("\n", "\r\n"),
        async (lines, end) => {
          const content = ['{"first": true}', ...lines].map((text) => text + end).join("");
          const records = await read(content, 500_000);
          expect(records.map(({ line: number }) => number)).toEqual([1, ...lines.map((_, index) => index + 2)]);
          for (const [index, text] of lines.entries()) {
            const record = records[index + 1];
            const large = Buffer.byteLength(text) > 500_000;
            const kind = text.trim() === "" ? "blank" : /^\{"(?!a": "x$)/.test(text) && !large ? "row" : "broken";
            expect(record).toMatchObject({ kind, text: large ? text.slice(0, 1000) : text });
          }
        },
      ),
      { numRuns: 25 },
    );
  });
});

describe("broken records", () => {
  test("a row above the limit shows its size and its first 1,000 characters", async () => {
    const row = `{"a":"${"🦙".repeat(2000)}"}`;
    const size = Buffer.byteLength(row);
    expect((await only(row, size)).kind).toBe("row");
    expect((await only(`${row}\r\n`, size)).kind).toBe("row");
    const record = await only(`${row}\n`, size - 1);
    expect(record).toMatchObject({ kind: "broken", code: "row-too-large", encoding: "utf-8", line: 1 });
    expect(record.message).toContain(
      `${size} bytes, more than the limit of ${size - 1}; only its first 1000 characters`,
    );
    expect(record.text).toBe(row.slice(0, 1000));
    const odd = await only(`{"aa":"${"🦙".repeat(2000)}"}`, 100);
    expect(odd.text).toHaveLength(999);
    expect(odd.text).toMatch(/^\P{Surrogate}+$/u);
  });

  test("a row above the limit is not held: 80 MB, read in little memory", async () => {
    const path = join(folder, "large.jsonl");
    const part = Buffer.alloc(1 << 20, "x");
    for (let count = 0; count < 80; count++) writeFileSync(path, part, { flag: "a" });
    writeFileSync(path, '\n{"a":1}\n', { flag: "a" });
    let most = 0;
    const watch = setInterval(() => (most = Math.max(most, process.memoryUsage().external)), 5);
    const before = process.memoryUsage().external;
    const records = await recordsOf(readFile(path, { maxRowBytes: 1 << 20 }));
    clearInterval(watch);
    rmSync(path);
    expect(kinds(records)).toEqual(["row-too-large", "row"]);
    expect(records[0]).toMatchObject({ message: expect.stringContaining(`${80 << 20} bytes`) });
    expect(most - before).toBeLessThan(40 << 20);
  });

  test("bytes that are not UTF-8 are kept as base64, with their place", async () => {
    const content = Buffer.concat([
      Buffer.from('{"a":1}\n'),
      Buffer.from('{"a":"caf\xe9"}', "latin1"),
      Buffer.from("\n"),
    ]);
    const records = await read(content);
    expect(kinds(records)).toEqual(["row", "invalid-utf8"]);
    const broken = records[1];
    expect(broken).toMatchObject({ encoding: "base64", line: 2 });
    expect(broken).toMatchObject({
      message: expect.stringContaining("byte 9 of the line (byte 17 of the file, both from 0) is 0xE9"),
    });
    expect(Buffer.from(broken?.text ?? "", "base64").toString("latin1")).toBe('{"a":"caf\xe9"}');
    const large = await only(Buffer.concat([Buffer.from("\xff\xfa", "latin1"), Buffer.alloc(3000, "x")]), 100);
    expect(large).toMatchObject({ code: "row-too-large", encoding: "base64" });
  });

  test.each([
    ["[1, 2]", "a list of 2 items", "jq -c '.[]'"],
    ['[{"role": "user", "content": "2.0"}]', "a list of 1 messages", "{messages: .}"],
    ['[{"role": "user", "weight": 2.0}]', "a list of 1 messages", "{messages: .}"],
    ['"text"', "a string", ""],
    ['"{\\"messages\\": []}"', "encoded twice", "fromjson"],
    ["12", "the number 12", ""],
    ["true", "the boolean true", ""],
    ["null", "null", ""],
  ])("%s is JSON, but no object", async (line, found, cure) => {
    const record = await only(line);
    expect(record).toMatchObject({ kind: "broken", code: "not-an-object", text: line, encoding: "utf-8" });
    expect(record.message).toContain(found);
    expect(record.message).toContain(cure);
  });

  test("broken JSON says where and what to do; deep nesting is broken, not a crash", async () => {
    expect(await only("{'messages': []}")).toMatchObject({
      code: "broken-json",
      message: expect.stringContaining("at column 2"),
    });
    const deep = await only(`{"a": ${"[".repeat(200_000)}1.0${"]".repeat(200_000)}}`);
    expect(deep).toMatchObject({ code: "nested-too-deep", message: expect.stringContaining("nested too deep") });
  });

  test("a lone surrogate in an escape is left to the adapter", async () => {
    expect((await only('{"a":"\\ud800"}')).kind).toBe("row");
  });
});

describe("a file that is something else is refused as a whole", () => {
  test.each<[string, string | Uint8Array, string, string]>([
    ["xz", Buffer.from("fd377a585a0000", "hex"), "is xz", "xz -dk"],
    ["UTF-16 with a mark", Buffer.from('\uFEFF{"a":1}\n', "utf16le"), "UTF-16", "iconv -f UTF-16 -t UTF-8"],
    ["UTF-16 without", Buffer.from('{"a":1}\n', "utf16le"), "UTF-16", "iconv -f UTF-16LE -t UTF-8"],
    ["a pretty-printed object", '\uFEFF{\n  "data": [\n', "one JSON object over several lines", "jq -c ."],
    ["CRLF", '\r\n{\r\n  "data": [\r\n', "one JSON object over several lines", "jq -c '.KEY[]'"],
    [
      "rows under a key",
      '{\n  "tags": ["a"],\n  "data": [\n{"id": [{}]}',
      "If the rows stand under data:",
      "jq -c '.data[]'",
    ],
    ["a text that is cut", '{\n  "text": "see [{"', "If the rows stand under a key:", "jq -c ."],
    ["a text without its end", '{\n  "text": "see [{', "If the rows stand under a key:", "jq -c ."],
    ["rows under several", '{\n"é x": [{"a": "}"}], "b": {"c": [{}]},\n"d": [{', "é x (or d)", `jq -c '.["é x"][]'`],
    ["a tar archive", Buffer.concat([Buffer.alloc(257, "x"), Buffer.from("ustar\0")]), "is a tar archive", "tar -xf"],
    ["one line", "hello\n", 'its only line is no JSON object: "hello"', "--input-format"],
    ["YAML", "a:\n- b\n- c\n", "none of its first 3 lines is a JSON object", '"a:"'],
    ["zeros", new Uint8Array(100), "a binary file of an unknown format", "jsonl"],
  ])("%s", async (_, content, found, cure) => {
    const path = fileOf(content);
    const error = await failure(path);
    expect(error.code).toBe("input-format-unknown");
    expect(error.message).toContain(path);
    expect(error.message).toContain(found);
    expect(error.message).toContain(cure);
  });

  test.each([
    ["a first row that was cut", '{"messages": [\n{"a": 1}\n', ["broken-json", "row"]],
    ["a first row that was cut in a text", '{"messages": "abc\nx\n', ["broken-json", "broken-json"]],
    ["a header above rows", 'rows\n{"a": 1}\n{"a": 1}\n', ["broken-json", "row", "row"]],
    ["lists", "[1]\n[2]\n[3]\n", ["not-an-object", "not-an-object", "not-an-object"]],
    ["Python dicts", "{'a': 1}\n{'a': 2}\n{'a': 3}\n", ["broken-json", "broken-json", "broken-json"]],
  ])("but not %s", async (_, content, expected) => {
    expect(chooseReader([jsonlReader, jsonReader], await FileInput.open(fileOf(content)))).toBe(jsonlReader);
    expect(kinds(await read(content))).toEqual(expected);
  });

  test("YAML is called so by its name", async () => {
    const path = join(folder, "chats.yml");
    writeFileSync(path, "- a: 1\n- a: 2\n");
    expect((await failure(path)).message).toContain(`yq -o=json -I=0 '.[]' ${path} > rows.jsonl`);
  });

  test("a path with a space can be pasted into a shell", async () => {
    const path = join(folder, "it's one.json");
    writeFileSync(path, '{\n"a": 1\n}');
    expect((await failure(path)).message).toContain(`'${path.replace("'", "'\\''")}' > rows.jsonl`);
  });
});

describe("what cannot be read", () => {
  test.each([
    ["no-such-file.jsonl", "there is no such file"],
    [".", "it is a directory"],
  ])("%s", async (name, reason) => {
    const error = await failure(join(folder, name));
    expect(error.code).toBe("input-unreadable");
    expect(error.message).toContain(join(folder, name));
    expect(error.message).toContain(reason);
  });

  test("an aborted signal stops before and between records", async () => {
    const path = fileOf('{"a":1}\n{"a":2}\n{"a":3}\n');
    const reason = new Error("enough");
    const controller = new AbortController();
    const seen: number[] = [];
    await expect(async () => {
      for await (const { line } of readFile(path, { maxRowBytes: 100, signal: controller.signal })) {
        seen.push(line);
        if (line === 2) controller.abort(reason);
      }
    }).rejects.toBe(reason);
    expect(seen).toEqual([1, 2]);
    await expect(recordsOf(readFile(path, { maxRowBytes: 100, signal: controller.signal }))).rejects.toBe(reason);
  });

  test.skipIf(!existsSync("/proc/self/fd"))("the file is closed when the consumer stops early", async () => {
    const { readdirSync, readlinkSync } = await import("node:fs");
    const path = fileOf('{"a":1}\n{"a":2}\n');
    for await (const record of readFile(path, { maxRowBytes: 100 })) {
      expect(record.line).toBe(1);
      break;
    }
    const open = readdirSync("/proc/self/fd").map((fd) => {
      try {
        return readlinkSync(`/proc/self/fd/${fd}`);
      } catch {
        return "";
      }
    });
    expect(open).not.toContain(path);
  });
});
