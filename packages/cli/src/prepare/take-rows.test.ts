import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import type { DatasetReader } from "@turnwise/core";
import { csvReader, jsonlReader, jsonReader, openInput, parquetReader } from "@turnwise/data";
import { afterAll, describe, expect, test } from "vitest";
import { parseSplits, rangeOf, type RowSlice } from "./split-slices.ts";
import { takeRows, type OpenFile } from "./take-rows.ts";

const folder = mkdtempSync(join(tmpdir(), "turnwise-rows-"));
afterAll(() => rmSync(folder, { recursive: true }));

const ROWS_A_FILE = 7;
const NUMBERS = Array.from({ length: ROWS_A_FILE }, (_, index) => index);
/** Of several row groups. */
const GROUPS = new URL("../../../data/src/readers/fixtures/groups.parquet", import.meta.url).pathname;

/** Files of a format whose rows are numbered on, three of them. */
const FILES: Readonly<Record<string, readonly [DatasetReader, (first: number) => string | Uint8Array]>> = {
  "JSON Lines": [jsonlReader, jsonLines],
  "JSON Lines, packed": [jsonlReader, (first) => gzipSync(jsonLines(first))],
  "a JSON list": [jsonReader, (first) => JSON.stringify(NUMBERS.map((number) => ({ id: first + number })))],
  CSV: [csvReader, (first) => `id,other\n${NUMBERS.map((number) => `${first + number},x\n`).join("\n")}`],
};

/** With a byte order mark, blank lines, both line ends, and none behind the last line. */
function jsonLines(first: number): string {
  return `\uFEFF\n${NUMBERS.map((number) => `{"id":${first + number}}`).join("\r\n\n \n")}`;
}

let opened: string[] = [];

function files(name: string): readonly (() => Promise<OpenFile>)[] {
  const [reader, write] = FILES[name] ?? [jsonlReader, jsonLines];
  return [0, 1, 2].map((index) => async () => {
    const path = join(folder, `${reader.name}-${name.length}-${index}`);
    writeFileSync(path, write(index * ROWS_A_FILE));
    opened.push(String(index));
    return { input: await openInput(path), reader, parts: null };
  });
}

function slice(text: string): RowSlice | null {
  return parseSplits(text)[0]?.rows ?? null;
}

/** What a reader gives of the stretches that are taken, and lines as they count in the file. */
async function taken(all: readonly (() => Promise<OpenFile>)[], text: string) {
  const ids: number[] = [];
  const lines: number[] = [];
  for await (const { input, reader, taken: stretch } of takeRows("data", all, slice(text))) {
    const range = stretch === null ? {} : { range: stretch.range };
    for await (const record of reader.read(input, { maxRowBytes: 1000, ...range })) {
      if (record.kind !== "row") continue;
      ids.push(Number(Object.values(record.value as object)[0]));
      lines.push((stretch?.linesBefore ?? 0) + record.line);
    }
  }
  return { ids, lines };
}

const SLICES = [
  "[:5]",
  "[:7]",
  "[:8]",
  "[3:6]",
  "[7:14]",
  "[6:15]",
  "[20:]",
  "[0:]",
  "[-1:]",
  "[-8:-6]",
  "[:-20]",
  "[10%:50%]",
  "[:500]",
];

describe.each(Object.keys(FILES))("of files of %s", (name) => {
  test.each(SLICES)("%s are the rows that a list has there", async (text) => {
    const whole = await taken(files(name), "train");
    expect(whole.ids).toEqual(Array.from({ length: 3 * ROWS_A_FILE }, (_, index) => index));
    const rows = slice(`train${text}`);
    const { from, to } = rows === null ? { from: 0, to: 0 } : rangeOf(rows, whole.ids.length);
    expect(await taken(files(name), `train${text}`)).toEqual({
      ids: whole.ids.slice(from, to),
      lines: whole.lines.slice(from, to),
    });
  });
});

test("files behind the last row are not opened, nor read twice without need", async () => {
  opened = [];
  await taken(files("CSV"), "train[:7]");
  expect(opened).toEqual(["0"]);
  opened = [];
  await taken(files("CSV"), "train[8:]");
  expect(opened).toEqual(["0", "1", "2"]);
});

async function openGroups(): Promise<OpenFile> {
  const input = await openInput(GROUPS);
  return { input, reader: parquetReader, parts: (await parquetReader.parts?.(input)) ?? null };
}

test("of Parquet the row groups say how many rows there are", async () => {
  const whole = await taken([openGroups, openGroups], "train");
  const sliced = await taken([openGroups, openGroups], "train[2:-1]");
  expect(whole.ids.length).toBeGreaterThan(4);
  expect(sliced.lines).toEqual(whole.lines.slice(2, -1));
});

test.each([
  ["train[21:]", "--split train[21:]: none of the 21 rows of data is in it."],
  ["train[5:3]", "--split train[5:3]: it takes no row."],
  ["train[:-30]", "--split train[:-30]: none of the 21 rows of data is in it."],
  ["train[:1%]", "--split train[:1%]: none of the 21 rows of data is in it."],
])("%s takes none, and says so", async (text, message) => {
  await expect(taken(files("CSV"), text)).rejects.toThrow(message);
});
