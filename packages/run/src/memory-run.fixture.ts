import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  bestFitPacking,
  noShift,
  type ColumnDefinition,
  type Example,
  type Prepared,
  type Rejection,
  type ShardPiece,
  type ShardRow,
  type ShardWriter,
  type SourceRecord,
  type Trainer,
} from "@turnwise/core";
import { finalizeRun, type FinalizedRun } from "./finalize/finalize-run.ts";
import type { OutputSettings } from "./finalize/output-settings.ts";
import type { RowPipeline, Split, WorkerParts } from "./pipeline.ts";
import { splitInputs } from "./plan/split-inputs.ts";
import { createInlinePool } from "./threads/inline-pool.ts";
import { RunFolder } from "./splits/run-folder.ts";
import { workSplits, type WorkedSplits } from "./splits/work-splits.ts";

/** A row of the pretended input: the lengths of its examples, or why it is refused. */
export type PretendedRow = readonly number[] | string;

/** Bytes that a pretended row takes. */
const ROW_BYTES = 10;

/** Ids that say where they come from: row, example, place in it. */
export function idsOf(row: number, example: number, length: number): number[] {
  return Array.from({ length }, (_, at) => row * 10_000 + example * 1000 + at);
}

/** Reads nothing and prepares what it is told to: a row of `ROW_BYTES` bytes a line, trained from its second token on. */
export function pretendedPipeline(rows: readonly PretendedRow[]): RowPipeline {
  return {
    weighted: false,
    read: ({ range }) => Promise.resolve(recordsOf(rows, range)),
    prepare: (_, { position }) => prepare(rows, position / ROW_BYTES),
    close: () => Promise.resolve(),
  };
}

async function* recordsOf(rows: readonly PretendedRow[], range: Split["range"]): AsyncGenerator<SourceRecord> {
  let line = 0;
  for (const [index, row] of rows.entries()) {
    const position = index * ROW_BYTES;
    if (range !== null && (position < range.start || position >= (range.end ?? Number.POSITIVE_INFINITY))) continue;
    line++;
    const text = JSON.stringify({ index });
    if (row === "blank") yield { kind: "blank", line, position, text: "" };
    else yield { kind: "row", line, position, text, value: { index } };
  }
}

function prepare(rows: readonly PretendedRow[], index: number): Prepared | Rejection {
  const row = rows[index] ?? [];
  if (typeof row === "string") return { kind: "rejection", code: row, message: `row ${index} is ${row}` };
  const examples = row.map((length, example): Example => {
    const weights = new Float32Array(length).fill(1);
    weights[0] = 0;
    return {
      ids: Int32Array.from(idsOf(index, example, length)),
      weights,
      messages: 2,
      composed: example > 0,
      turns: [{ turn: 1, messages: [1], verdict: "exact", proof: "one-render", endAppended: false }],
      trainedTokens: length - 1,
    };
  });
  return { kind: "prepared", examples, diagnostics: [{ code: "noticed", message: "something", count: 1 }] };
}

function lineOf(columns: readonly ColumnDefinition[], row: ShardRow): string {
  const cells = columns.map(({ name }, at) => {
    const value = row[at];
    return [name, typeof value === "object" ? Array.from<number>(value) : value];
  });
  return `${JSON.stringify(Object.fromEntries(cells))}\n`;
}

/** Writes a line of JSON a row. */
export const lineWriter: ShardWriter = {
  name: "lines",
  description: "",
  extension: ".jsonl",
  open(path, columns) {
    const lines: string[] = [];
    return Promise.resolve({
      write(row) {
        lines.push(lineOf(columns, row));
        return Promise.resolve();
      },
      close() {
        writeFileSync(path, lines.join(""));
        return Promise.resolve();
      },
    });
  },
};

/** The same in pieces, each of which says how many rows it has. */
export const pieceWriter: ShardWriter = {
  ...lineWriter,
  name: "pieces",
  pieces: {
    encoder(columns) {
      let lines: string[] = [];
      return Promise.resolve({
        bytes: 0,
        write: (row) => void lines.push(lineOf(columns, row)),
        finish() {
          const piece = { bytes: new TextEncoder().encode(lines.join("")), about: lines.length };
          lines = [];
          return piece;
        },
      });
    },
    join(path) {
      const pieces: ShardPiece[] = [];
      return Promise.resolve({
        append(piece) {
          pieces.push(piece);
          return Promise.resolve();
        },
        close() {
          writeFileSync(path, Buffer.concat(pieces.map(({ bytes }) => bytes)));
          writeFileSync(`${path}.pieces`, JSON.stringify(pieces.map(({ about }) => about)));
          return Promise.resolve();
        },
      });
    },
  },
};

const trainer: Trainer = {
  name: "test",
  description: "",
  shift: null,
  format: "lines",
  extension: null,
  layout: "files",
  packing: "possible",
  columns: ({ packed }) => [
    { name: "ids", content: "ids" },
    { name: "labels", content: "labels" },
    ...(packed ? [{ name: "lengths", content: "lengths" } as const] : []),
  ],
  snippet: () => "",
};

export const OUTPUT: OutputSettings = {
  trainer,
  writer: lineWriter,
  indexWriter: pieceWriter,
  shift: noShift,
  weighted: false,
  pack: null,
  maxLength: null,
  overLength: "reject",
  deduplicate: false,
  shuffle: false,
  seed: 0,
  validation: 0,
  shardTokens: 1000,
};

export const PACKED: OutputSettings = {
  ...OUTPUT,
  pack: { capacity: 16, strategy: bestFitPacking },
  maxLength: 16,
};

export interface MemoryRun extends FinalizedRun {
  readonly worked: WorkedSplits;
  readonly folder: RunFolder;
  /** Lines of a file of the output, parsed. */
  lines(file: string): readonly Record<string, unknown>[];
  /** A file of the output as it is. */
  text(file: string): string;
}

export interface MemoryRunSettings {
  readonly output?: OutputSettings;
  /** Rows of a split. @default all */
  readonly rowsPerSplit?: number;
  readonly limit?: number | null;
  /** Where work is kept. @default a new folder */
  readonly folder?: string;
  readonly pipeline?: RowPipeline;
}

/** A whole run on pretended rows. */
export async function memoryRun(rows: readonly PretendedRow[], settings: MemoryRunSettings = {}): Promise<MemoryRun> {
  const { output = OUTPUT, rowsPerSplit = rows.length, limit = null, pipeline = pretendedPipeline(rows) } = settings;
  const root = mkdtempSync(join(tmpdir(), "turnwise-run-"));
  const folder = new RunFolder(settings.folder ?? join(root, "work"));
  const out = mkdtempSync(join(root, "out-"));
  const bytes = rows.length * ROW_BYTES;
  const input = { path: "rows", name: "rows.jsonl", bytes, sha256: JSON.stringify(rows), lineBytes: bytes };
  const splits = splitInputs([input], {}, limit, rowsPerSplit * ROW_BYTES);
  const parts: WorkerParts = {
    rowPipeline: () => Promise.resolve(pipeline),
    writer: (name) => (name === output.indexWriter.name ? output.indexWriter : output.writer),
    shift: () => output.shift,
  };
  const pool = createInlinePool(parts, folder, new AbortController().signal, () => {});
  const worked = await workSplits(splits, pool, limit).finally(() => pool.close());
  const done = splits.slice(0, worked.receipts.length);
  const run = await finalizeRun(folder, done, worked.receipts, output, pool, out);
  const text = (file: string): string => readFileSync(join(out, file), "utf8");
  return {
    ...run,
    worked,
    folder,
    text,
    lines: (file) =>
      text(file)
        .split("\n")
        .filter((line) => line !== "")
        .map((line) => JSON.parse(line) as Record<string, unknown>),
  };
}
