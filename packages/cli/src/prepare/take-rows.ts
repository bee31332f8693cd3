import { TurnwiseError, type DatasetPart, type DatasetReader } from "@turnwise/core";
import type { FileInput } from "@turnwise/data";
import type { TakenStretch } from "@turnwise/run";
import { DEFAULT_MAX_ROW_BYTES } from "./max-row-bytes.ts";
import { fixedRange, rangeOf, type RowRange, type RowSlice } from "./split-slices.ts";

/** A file, and what reads it. */
export interface OpenFile {
  readonly input: FileInput;
  readonly reader: DatasetReader;
  /** Where it has parts that can be read one without the other. */
  readonly parts: readonly DatasetPart[] | null;
}

/** A file of which rows are taken. */
export interface TakenFile extends OpenFile {
  /** Which of the file's; null: all. */
  readonly rows: RowRange | null;
  /** Where they stand; null: from its begin to its end. */
  readonly taken: TakenStretch | null;
}

interface Stretch {
  /** How many rows the file has; where there are more than were looked for, no fewer than those. */
  readonly count: number;
  readonly taken: TakenStretch;
}

const ALL: RowRange = { from: 0, to: Number.POSITIVE_INFINITY };

/**
 * The files that hold rows of a slice, with the stretches of them. A row is a record that is not blank, as `--limit` counts. No file is fetched
 * or read but for rows that are taken and those before them; a slice that counts from the end, or in per cents, needs the number of all.
 *
 * @param name as messages call the data set
 * @throws {TurnwiseError} `split-unclear` if no row is taken
 * @throws {InputOutputError} `input-unreadable`, `input-broken`
 */
export async function* takeRows(
  name: string,
  files: readonly (() => Promise<OpenFile>)[],
  slice: RowSlice | null,
  signal?: AbortSignal,
): AsyncGenerator<TakenFile> {
  if (slice === null) {
    for (const open of files) yield { ...(await open()), rows: null, taken: null };
    return;
  }
  const fixed = fixedRange(slice);
  const total = fixed === null ? await countRows(files, signal) : null;
  const { from, to } = fixed ?? rangeOf(slice, total ?? 0);
  let before = 0;
  let isEmpty = true;
  for (const open of files) {
    if (from >= to || before >= to) break;
    const file = await open();
    const rows = { from: Math.max(0, from - before), to: to - before };
    const { count, taken } = isAll(rows) ? { count: 0, taken: null } : await findRows(file, rows, signal);
    before += count;
    if (taken !== null && count <= rows.from) continue;
    isEmpty = false;
    const isWhole = taken === null || (rows.from === 0 && taken.range.end === undefined);
    yield {
      ...file,
      ...(isWhole ? { rows: null, taken: null } : { rows: { ...rows, to: lastOf(rows, count) }, taken }),
    };
  }
  if (isEmpty) throw noRows(name, slice, total ?? (from < to ? before : null));
}

async function countRows(files: readonly (() => Promise<OpenFile>)[], signal?: AbortSignal): Promise<number> {
  let sum = 0;
  for (const open of files) sum += (await findRows(await open(), { from: ALL.to, to: ALL.to }, signal)).count;
  return sum;
}

function isAll({ from, to }: RowRange): boolean {
  return from === ALL.from && to === ALL.to;
}

function lastOf({ to }: RowRange, count: number): number {
  return to === ALL.to ? to : Math.min(to, count);
}

/** Where rows stand in a file, which is read up to the one behind them. */
async function findRows(file: OpenFile, { from, to }: RowRange, signal?: AbortSignal): Promise<Stretch> {
  const unit = file.reader.unit === "line" ? "byte" : "record";
  if (file.parts !== null) {
    const count = file.parts.reduce((sum, { records }) => sum + records, 0);
    return { count, taken: { range: { start: from, ...(to < count && { end: to }) }, unit, linesBefore: from } };
  }
  let count = 0;
  let start = 0;
  let linesBefore = 0;
  const end = (position?: number): Stretch => ({
    count,
    taken: { range: { start, ...(position !== undefined && { end: position }) }, unit, linesBefore },
  });
  for await (const record of file.reader.read(file.input, {
    maxRowBytes: DEFAULT_MAX_ROW_BYTES,
    ...(signal && { signal }),
  })) {
    if (record.kind === "blank") continue;
    const place = unit === "byte" ? record.position : record.position - 1;
    if (count === to) return end(place);
    if (count === from && from > 0) {
      start = place;
      linesBefore = record.line - 1;
    }
    count += 1;
    if (count > from && to === ALL.to) return end();
  }
  return end();
}

function noRows(name: string, { text }: RowSlice, total: number | null): TurnwiseError {
  const what = total === null ? "it takes no row" : `none of the ${total} rows of ${name} is in it`;
  return new TurnwiseError("split-unclear", `--split ${text}: ${what}.`);
}
