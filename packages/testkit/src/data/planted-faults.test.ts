import { readFile, writeFile } from "node:fs/promises";
import {
  isJsonArray,
  isJsonObject,
  parseJson,
  RowError,
  valueAt,
  type DatasetReader,
  type Message,
  type RowAdapter,
  type ShardRow,
  type ShardWriter,
  type SourceRecord,
} from "@turnwise/core";
import { describe, expect, test } from "vitest";
import { failuresOf } from "../check.ts";
import { datasetReaderChecks } from "./test-dataset-reader.ts";
import { rowAdapterChecks, type RowAdapterOptions } from "./test-row-adapter.ts";
import { shardWriterChecks } from "./test-shard-writer.ts";

/** Reads the whole file at once: enough to show that the suite passes a sound reader and finds broken ones. */
const reader: DatasetReader = {
  name: "jsonl",
  description: "lines of JSON",
  extensions: [".jsonl"],
  unit: "line",
  recognises: ({ head }) => head.length === 0 || head[0] === 0x7b,
  async *read(
    input,
    { maxRowBytes, signal, range: { start: from, end: to = Number.POSITIVE_INFINITY } = { start: 0 } },
  ) {
    const file = await input.open(signal);
    const bytes = Buffer.from(await file.read(0, file.size));
    await file.close();
    let line = 0;
    let start = bytes.toString("hex", 0, 3) === "efbbbf" ? 3 : 0;
    for (let isFirst = true; start < bytes.length; isFirst = false) {
      signal?.throwIfAborted();
      const newline = bytes.indexOf(0x0a, start);
      const end = newline < 0 ? bytes.length : newline;
      const begin = isFirst ? 0 : start;
      if (begin >= from && begin < to) yield recordOf(bytes.subarray(start, end), ++line, start, maxRowBytes);
      start = end + 1;
    }
  },
};
const encode = (rows: readonly object[]): string => rows.map((row) => `${JSON.stringify(row)}\n`).join("");
const OPTIONS = { encode, takesEmptyFiles: true };

function recordOf(raw: Buffer, line: number, position: number, maxRowBytes: number): SourceRecord {
  const bytes = raw.at(-1) === 0x0d ? raw.subarray(0, -1) : raw;
  const broken = { kind: "broken", line, position, message: "broken", encoding: "utf-8" } as const;
  if (bytes.length > maxRowBytes) return { ...broken, code: "row-too-large", text: "" };
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return { ...broken, code: "not-utf-8", text: bytes.toString("base64"), encoding: "base64" };
  }
  if (text.trim() === "") return { kind: "blank", line, position, text };
  try {
    return { kind: "row", line, position, text, value: parseJson(text) };
  } catch {
    return { ...broken, code: "broken-json", text };
  }
}

/** A reader whose records are dropped (null) or changed. */
function reading(change: (record: SourceRecord, next: SourceRecord | undefined) => SourceRecord | null): DatasetReader {
  return {
    ...reader,
    async *read(input, options) {
      const records: SourceRecord[] = [];
      for await (const record of reader.read(input, options)) records.push(record);
      for (const [index, record] of records.entries()) {
        options.signal?.throwIfAborted();
        const changed = change(record, records[index + 1]);
        if (changed !== null) yield changed;
      }
    },
  };
}

const every = (name: string): string => `every line of ${name} is a row, broken or blank`;

describe("the suite of dataset readers", () => {
  const faults: readonly (readonly [name: string, reader: DatasetReader, found: string])[] = [
    ["drops the last line", reading((record, next) => (next === undefined ? null : record)), every("one row")],
    [
      "drops blank lines",
      reading((record) => (record.kind === "blank" ? null : record)),
      every("blank lines, also at both ends"),
    ],
    [
      "drops broken lines",
      reading((record) => (record.kind === "broken" ? null : record)),
      every("broken JSON between rows"),
    ],
    ["counts lines from 0", reading((record) => ({ ...record, line: record.line - 1 })), every("one row")],
    [
      "keeps the BOM",
      reading((record) => (record.kind === "row" ? { ...record, text: `\ufeff${record.text}` } : record)),
      every("a BOM"),
    ],
    [
      "loses exact numbers",
      reading((record) => (record.kind === "row" ? { ...record, value: JSON.parse(record.text) } : record)),
      "exact numbers and the order of keys",
    ],
    [
      "mends broken bytes",
      reading((record) =>
        record.kind === "broken" && record.encoding === "base64" ? { ...record, kind: "row", value: {} } : record,
      ),
      every("bytes that are not UTF-8"),
    ],
    [
      "calls a long row broken JSON",
      reading((record) => (record.kind === "broken" ? { ...record, code: "broken-json" } : record)),
      every("a row longer than allowed, and the one after it"),
    ],
    ["takes any file", { ...reader, recognises: () => true }, "recognises its own files, and no others"],
    [
      "counts positions in lines",
      reading((record) => ({ ...record, position: record.line })),
      "positions are byte offsets, and ranges that cover a file give each line once",
    ],
    [
      "ignores ranges",
      { ...reader, read: (input, { maxRowBytes }) => reader.read(input, { maxRowBytes }) },
      "positions are byte offsets, and ranges that cover a file give each line once",
    ],
    [
      "leaves files open",
      {
        ...reader,
        async *read(input, options) {
          await input.open();
          yield* reader.read(input, options);
        },
      },
      "can be left early",
    ],
    [
      "ignores the signal",
      { ...reader, read: (input, { maxRowBytes }) => reader.read(input, { maxRowBytes }) },
      "an aborted signal stops it with the signal's reason, before and in the middle",
    ],
  ];
  test("finds nothing in a sound reader", async () => {
    expect(await failuresOf(datasetReaderChecks(reader, OPTIONS))).toEqual([]);
  });
  test.each(faults)("finds one that %s", async (_name, broken, found) => {
    expect(await failuresOf(datasetReaderChecks(broken, OPTIONS))).toContain(found);
  });
});

const adapter: RowAdapter = {
  name: "messages",
  description: "rows with messages",
  adapt(row) {
    const messages = isJsonObject(row) ? valueAt(row, "messages") : undefined;
    if (!isJsonArray(messages)) throw new RowError("no-messages", "the row has no list of messages");
    return {
      diagnostics: [],
      conversation: {
        messages: messages.map((message): Message => {
          const role = isJsonObject(message) ? valueAt(message, "role") : undefined;
          const content = isJsonObject(message) ? valueAt(message, "content") : undefined;
          if (typeof role !== "string" || typeof content !== "string")
            throw new RowError("no-role", "no role or content");
          return { role, content };
        }),
      },
    };
  },
};

describe("the suite of row adapters", () => {
  const message = { role: "user", content: "Hi" };
  const options: RowAdapterOptions = {
    accepts: [{ name: "one message", row: { messages: [message] }, conversation: { messages: [message] } }],
    refuses: [{ name: "a number for messages", row: { messages: 7 }, code: "no-messages", says: "list" }],
  };
  const faults: readonly (readonly [name: string, adapt: RowAdapter["adapt"], found: string])[] = [
    [
      "drops content",
      () => ({ diagnostics: [], conversation: { messages: [{ role: "user" }] } }),
      "understands one message",
    ],
    [
      "reports what is not so",
      (row) => ({ ...adapter.adapt(row), diagnostics: [{ code: "x", message: "x", count: 1 }] }),
      "understands one message",
    ],
    [
      "crashes on strange rows",
      (row) => adapter.adapt(isJsonObject(row) ? row : JSON.parse("{")),
      "refuses strange rows with a RowError and a stable code",
    ],
    [
      "takes what it does not understand",
      () => ({ diagnostics: [], conversation: { messages: [message] } }),
      "refuses a number for messages with no-messages",
    ],
  ];
  test("finds nothing in a sound adapter", async () => {
    expect(await failuresOf(rowAdapterChecks(adapter, options))).toEqual([]);
  });
  test.each(faults)("finds one that %s", async (_name, adapt, found) => {
    expect(await failuresOf(rowAdapterChecks({ ...adapter, adapt }, options))).toContain(found);
  });
});

const plainValue = (value: ShardRow[number]): unknown => (typeof value === "object" ? Array.from(value) : value);

/** A writer of JSON lines whose rows are changed before they are written. */
function writing(change: (rows: readonly unknown[][]) => readonly unknown[][]): ShardWriter {
  return {
    name: "lines",
    description: "lines of JSON",
    extension: ".jsonl",
    open: async (path, columns) => {
      const rows: unknown[][] = [];
      return {
        write: async (row) => void rows.push(row.map(plainValue)),
        close: () => {
          const lines = change(rows).map((row) =>
            JSON.stringify(Object.fromEntries(columns.map(({ name }, index) => [name, row[index]]))),
          );
          return writeFile(path, lines.map((line) => `${line}\n`).join(""));
        },
      };
    },
  };
}

const read = async (path: string): Promise<readonly Record<string, unknown>[]> =>
  (await readFile(path, "utf8"))
    .split("\n")
    .filter((line) => line !== "")
    .map((line): Record<string, unknown> => JSON.parse(line));

describe("the suite of shard writers", () => {
  const unsound = (change: (rows: readonly unknown[][]) => readonly unknown[][]) =>
    shardWriterChecks(writing(change), { read });
  const faults: readonly (readonly [name: string, change: Parameters<typeof writing>[0], found: string])[] = [
    ["loses the last row", (rows) => rows.slice(0, -1), "many rows keep their order"],
    ["turns rows over", (rows) => rows.toReversed(), "many rows keep their order"],
    ["swaps columns", (rows) => rows.map((row) => row.toReversed()), "columns stand where their definitions say"],
    [
      "drops rows without tokens",
      (rows) => rows.filter(([ids]) => !Array.isArray(ids) || ids.length > 0),
      "a shard whose lists are all empty can be read",
    ],
    [
      "rounds large integers",
      (rows) => rows.map((row) => row.map((value) => (typeof value === "number" ? Math.fround(value) : value))),
      "rows come back as they were, empty lists and extremes too",
    ],
  ];
  test("finds nothing in a sound writer", async () => {
    expect(await failuresOf(unsound((rows) => rows))).toEqual([]);
  });
  test.each(faults)("finds one that %s", async (_name, change, found) => {
    expect(await failuresOf(unsound(change))).toContain(found);
  });
});
