import { pythonJson, TurnwiseError, type DatasetReader, type Json, type SourceRecord } from "@turnwise/core";
import { expect } from "vitest";
import { registerChecks, type Check } from "../check.ts";
import { joined, LINE_FILES, text, type FileCase } from "./dataset-reader-files.ts";
import { inputOf, type InputOfOptions } from "./input-of.ts";

export interface DatasetReaderOptions {
  /** A file of this format that holds the rows: objects with the same keys, whose values are texts. */
  readonly encode: (rows: readonly TextRow[]) => Uint8Array | string | Promise<Uint8Array | string>;
  /** Where the reader takes an empty file for one of its own. @default false */
  readonly takesEmptyFiles?: boolean;
}

type TextRow = Readonly<Record<string, string>>;

/**
 * The contract of a dataset reader. A reader of lines is tested as one of JSON Lines, too.
 *
 * @example
 * import { testDatasetReader } from "@turnwise/testkit";
 *
 * testDatasetReader(jsonlReader, { encode: (rows) => rows.map((row) => `${JSON.stringify(row)}\n`).join("") });
 */
export function testDatasetReader(reader: DatasetReader, options: DatasetReaderOptions): void {
  registerChecks(`dataset reader ${reader.name}`, datasetReaderChecks(reader, options));
}

/** The checks that `testDatasetReader` registers. */
export function datasetReaderChecks(reader: DatasetReader, options: DatasetReaderOptions): readonly Check[] {
  const checks =
    reader.unit === "line" ? [...commonChecks(reader, options), ...lineChecks(reader)] : commonChecks(reader, options);
  return checks;
}

const ROWS: readonly TextRow[] = [
  { id: "1", text: "Capital of France?" },
  { id: "2", text: "" },
  { id: "3", text: 'é 世界 🦙 "quoted", it\'s\ttwo\nlines\r\nand \\ \u2028 \u0085 \u0001' },
  { id: "4", text: " spaces around , ; and {braces} [brackets] " },
];
const MANY: readonly TextRow[] = Array.from({ length: 3000 }, (_, index) => ({
  id: String(index),
  text: `${"word ".repeat(index % 50)}${index}`,
}));

/** How files of other formats begin. */
const FOREIGN: readonly (readonly [name: string, reader: string, head: string | Uint8Array])[] = [
  ["JSON Lines", "jsonl", '{"a": 1}\n{"a": 2}\n'],
  ["a JSON list", "json", '[{"a": 1}, {"a": 2}]\n'],
  ["CSV", "csv", "question,answer\nwhat?,that\nwho?,me\n"],
  ["Parquet", "parquet", "PAR1\u0015\u0004\u0015"],
  ["Arrow", "arrow", "ARROW1\0\0\xff\xff\xff\xff"],
  ["YAML", "yaml", "a:\n- b\n- c\n"],
  ["UTF-16", "utf-16", Uint8Array.of(0xff, 0xfe, 0x7b, 0)],
  ["zeros", "zeros", new Uint8Array(300)],
];

function commonChecks(
  reader: DatasetReader,
  { encode, takesEmptyFiles = false }: DatasetReaderOptions,
): readonly Check[] {
  return [
    {
      name: "has a name, a description, a unit and extensions with a dot",
      run() {
        expect(reader.name).not.toBe("");
        expect(reader.description).not.toBe("");
        expect(["line", "record"]).toContain(reader.unit);
        expect(reader.extensions.filter((extension) => !/^\.\w/.test(extension))).toEqual([]);
      },
    },
    {
      name: "recognises its own files, and no others",
      async run() {
        for (const rows of [ROWS, MANY]) expect(reader.recognises(inputOf(await encode(rows)))).toBe(true);
        expect(reader.recognises(inputOf(new Uint8Array())), "an empty file").toBe(takesEmptyFiles);
        for (const [name, owner, bytes] of FOREIGN) {
          if (owner === reader.name) continue;
          expect([name, reader.recognises(inputOf(bytes))]).toEqual([name, false]);
        }
      },
    },
    {
      name: "gives the rows as they are, numbered, with their text",
      async run() {
        const records = await readAll(reader, await encode(ROWS));
        expect(rowsOf(records)).toEqual(ROWS);
        expect(records.map(({ line }) => line)).toEqual(ROWS.map((_, index) => index + 1));
        if (reader.unit === "record") expect(records.map(({ position }) => position)).toEqual([1, 2, 3, 4]);
        for (const record of records) if (record.kind === "row") expect(JSON.parse(record.text)).toEqual(record.value);
      },
    },
    {
      name: "gives many rows in their order, however the bytes arrive",
      async run() {
        const bytes = await encode(MANY);
        for (const chunkBytes of [1 << 20, 4096, 61]) {
          const records = await readAll(reader, bytes, { chunkBytes });
          expect(rowsOf(records), `chunks of ${chunkBytes} bytes`).toEqual(MANY);
          const positions = records.map(({ position }) => position);
          expect(positions).toEqual(positions.toSorted((left, right) => left - right));
          expect(new Set(positions).size).toBe(MANY.length);
        }
        expect(rowsOf(await readAll(reader, await encode(ROWS), { chunkBytes: 1 }))).toEqual(ROWS);
      },
    },
    {
      name: "gives a range of records, numbered anew",
      async run() {
        if (reader.unit === "line") return;
        const bytes = await encode(MANY);
        for (const [start, end] of [
          [0, 1],
          [0, undefined],
          [7, 1234],
          [2999, undefined],
          [5, 5],
          [2990, 9000],
        ] as const) {
          const records = await readAll(reader, bytes, { range: { start, ...(end !== undefined && { end }) } });
          expect(rowsOf(records), `records ${start} to ${end}`).toEqual(MANY.slice(start, end));
          expect(records.map(({ line }) => line)).toEqual(records.map((_, index) => index + 1));
          expect(records.map(({ position }) => position)).toEqual(records.map((_, index) => start + index + 1));
        }
      },
    },
    {
      name: "a row longer than allowed is broken, and the next is read",
      async run() {
        const long = { id: "2", text: "x".repeat(300_000) };
        const rows = [{ id: "1", text: "short" }, long, { id: "3", text: "short" }];
        const records = await readAll(reader, await encode(rows), { maxRowBytes: 100_000 });
        expect(records.map((record) => (record.kind === "broken" ? record.code : record.kind))).toEqual([
          "row",
          "row-too-large",
          "row",
        ]);
        expect(records[1]?.text.length).toBeLessThan(2000);
      },
    },
    {
      name: "of a file that was cut off no row but the last is wrong",
      async run() {
        const whole = await encode(MANY.slice(0, 100));
        const bytes = typeof whole === "string" ? text(whole) : whole;
        for (let cut = 0; cut < 40; cut++) {
          const { records, failure } = await readUntilFailure(
            reader,
            bytes.slice(0, Math.floor((bytes.length * cut) / 40)),
          );
          const rows = rowsOf(records);
          expect(rows.slice(0, -1)).toEqual(MANY.slice(0, Math.max(0, rows.length - 1)));
          if (failure !== undefined) expect(failure).toBeInstanceOf(TurnwiseError);
          if (failure instanceof TurnwiseError) expect(failure.message).toContain("test file");
        }
      },
    },
    {
      name: "an aborted signal stops it with the signal's reason, before and in the middle",
      async run() {
        const reason = new Error("enough");
        const many = await encode(Array.from({ length: 20_000 }, (_, index) => ({ id: String(index), text: "x" })));
        await expect(readAll(reader, many, { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
        const controller = new AbortController();
        let read = 0;
        const stopped = readAll(reader, many, { signal: controller.signal }, () => {
          read++;
          controller.abort(reason);
        });
        await expect(stopped).rejects.toBe(reason);
        expect(read).toBeLessThan(20_000);
      },
    },
    {
      name: "can be left early",
      async run() {
        const input = inputOf(await encode(MANY));
        for await (const record of reader.read(input, { maxRowBytes: 10_000 })) {
          expect(record.line).toBe(1);
          break;
        }
        expect(input.openFiles(), "what it opened is closed").toBe(0);
      },
    },
  ];
}

function lineChecks(reader: DatasetReader): readonly Check[] {
  return [
    ...LINE_FILES.map((file) => fileCheck(reader, file)),
    {
      name: "exact numbers and the order of keys",
      async run() {
        const [record] = await readAll(reader, '{"2":2.0,"1":9007199254740993}\n');
        expect(record?.kind === "row" ? pythonJson(record.value) : record).toBe('{"2": 2.0, "1": 9007199254740993}');
      },
    },
    {
      name: "the bytes of a record that is not UTF-8 survive as base64",
      async run() {
        const bytes = joined(text('{"a":"'), Uint8Array.of(0xff, 0xc3), text('"}'));
        const [record] = await readAll(reader, joined(bytes, text("\n")));
        expect(record).toMatchObject({ kind: "broken", encoding: "base64" });
        expect([...Buffer.from(record?.text ?? "", "base64")]).toEqual([...bytes]);
      },
    },
    {
      name: "positions are byte offsets, and ranges that cover a file give each line once",
      async run() {
        const bytes = text('\ufeff{"a":1}\r\n\n{"a":"é 世界"}\n{"a":3}\n{"a":4}');
        const whole = await readAll(reader, bytes);
        expect(whole.map(({ position }) => position)).toEqual([3, 12, 13, 31, 39]);
        for (let cut = 0; cut <= bytes.length; cut++) {
          const ranges = [{ start: 0, end: cut }, { start: cut }];
          const parts = await Promise.all(ranges.map((range) => readAll(reader, bytes, { range, chunkBytes: 5 })));
          for (const part of parts) expect(part.map(({ line }) => line)).toEqual(part.map((_, index) => index + 1));
          expect(
            parts.flat().map(({ position, text: each }) => [position, each]),
            `cut at byte ${cut}`,
          ).toEqual(whole.map(({ position, text: each }) => [position, each]));
        }
      },
    },
  ];
}

function fileCheck(reader: DatasetReader, { name, bytes, records, maxRowBytes = 1_000_000 }: FileCase): Check {
  return {
    name: `every line of ${name} is a row, broken or blank`,
    async run() {
      const found = await readAll(reader, bytes, { maxRowBytes });
      expect(found.map(({ kind }) => kind)).toEqual(records.map(([kind]) => kind));
      expect(found.map(({ line }) => line)).toEqual(records.map((_, index) => index + 1));
      found.forEach((record, index) => {
        const [, expected] = records[index] ?? ["blank"];
        if (record.kind === "row") {
          expect(record.value).toEqual(expected);
          expect(JSON.parse(record.text), "the text of the row").toEqual(expected);
        }
        if (record.kind !== "broken") return;
        expect(record.code).toMatch(
          expected === undefined ? /^[a-z]+(?:-[a-z0-9]+)*$/ : new RegExp(`^${String(expected)}$`),
        );
        expect(record.message).not.toBe("");
      });
    },
  };
}

interface ReadAllOptions extends InputOfOptions {
  readonly maxRowBytes?: number;
  readonly signal?: AbortSignal;
  readonly range?: { readonly start: number; readonly end?: number };
}

async function readAll(
  reader: DatasetReader,
  bytes: string | Uint8Array,
  { chunkBytes, ...options }: ReadAllOptions = {},
  onRecord: () => void = () => {},
): Promise<readonly SourceRecord[]> {
  const records: SourceRecord[] = [];
  const input = inputOf(bytes, chunkBytes === undefined ? {} : { chunkBytes });
  for await (const record of reader.read(input, { maxRowBytes: 1_000_000, ...options })) {
    records.push(record);
    onRecord();
  }
  return records;
}

async function readUntilFailure(
  reader: DatasetReader,
  bytes: Uint8Array,
): Promise<{ readonly records: readonly SourceRecord[]; readonly failure?: unknown }> {
  const records: SourceRecord[] = [];
  try {
    for await (const record of reader.read(inputOf(bytes), { maxRowBytes: 1_000_000 })) records.push(record);
  } catch (failure) {
    return { records, failure };
  }
  return { records };
}

function rowsOf(records: readonly SourceRecord[]): readonly Json[] {
  return records.flatMap((record) => (record.kind === "row" ? [record.value] : []));
}
