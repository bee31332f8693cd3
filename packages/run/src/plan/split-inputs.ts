import type { ByteRange, DatasetPart } from "@turnwise/core";
import { hashOf } from "../canonical-json.ts";
import type { Split } from "../pipeline.ts";
import { SPOOL_LAYOUT } from "../spool/spool-layout.ts";
import { defaultSplitBytes } from "./split-size.ts";

/** An input of the run. */
export interface PlannedInput {
  /** The file to read. */
  readonly path: string;
  /** As the user named it. */
  readonly name: string;
  readonly bytes: number;
  /** SHA-256 (hex) of the file. */
  readonly sha256: string;
  /** Whether it can be read from any byte on: lines, not packed. */
  readonly divisible: boolean;
  /** Where it cannot, the parts that can be read one without the other. */
  readonly parts?: readonly DatasetPart[] | null;
  /** The stretch of it that is taken, if not all of it is. */
  readonly taken?: TakenStretch | null;
  /** JSON: what besides its bytes decides which rows come of it. */
  readonly readAs?: unknown;
}

/** A stretch of a file's records. JSON. */
export interface TakenStretch {
  /** As the file's reader understands it. */
  readonly range: ByteRange;
  readonly unit: "byte" | "record";
  /** Of the file: lines, or records where it has no lines. */
  readonly linesBefore: number;
}

/**
 * Cuts inputs into splits. What comes out of a run depends on neither their size nor their number.
 *
 * @param decides everything besides the input that decides what a split gives: settings, model, plug-ins
 * @param splitBytes bytes of a split, null for those of {@link defaultSplitBytes}
 * @param limit rows behind which the run stops, null for all: a split may then be done in part, and is of no use to another run
 */
export function splitInputs(
  inputs: readonly PlannedInput[],
  decides: unknown,
  limit: number | null,
  splitBytes: number | null,
): readonly Split[] {
  const splits: Split[] = [];
  for (const [source, input] of inputs.entries()) {
    const { path, name, sha256, readAs = null, taken = null } = input;
    const linesBefore = taken === null ? {} : { linesBefore: taken.linesBefore };
    for (const { range, unit, bytes } of piecesOf(input, splitBytes ?? defaultSplitBytes(input.bytes))) {
      const part = limit === null ? null : { limit, index: splits.length };
      const key = hashOf({ layout: SPOOL_LAYOUT, decides, sha256, readAs, range, part }).slice(0, 32);
      splits.push({ index: splits.length, source, path, name, range, unit, bytes, key, ...linesBefore });
    }
  }
  return splits;
}

type Piece = Pick<Split, "range" | "unit" | "bytes">;

interface RangePiece extends Piece {
  readonly range: Required<ByteRange>;
}

function piecesOf({ bytes, divisible, parts = null, taken = null }: PlannedInput, size: number): readonly Piece[] {
  const pieces = divisible ? byteRanges(bytes, size) : recordRanges(parts ?? [], size);
  if (taken !== null) return pieces.length > 0 ? within(taken, pieces) : [{ ...taken, bytes }];
  return pieces.length > 1 ? pieces : [{ range: null, unit: divisible ? "byte" : "record", bytes }];
}

/** The parts of pieces that lie in a stretch. */
function within(
  { range: { start, end = Number.POSITIVE_INFINITY } }: TakenStretch,
  pieces: readonly RangePiece[],
): readonly Piece[] {
  return pieces.flatMap(({ range, unit, bytes }): readonly RangePiece[] => {
    const common = { start: Math.max(start, range.start), end: Math.min(end, range.end) };
    const share = (common.end - common.start) / (range.end - range.start);
    return share > 0 ? [{ range: common, unit, bytes: Math.ceil(bytes * share) }] : [];
  });
}

function byteRanges(bytes: number, size: number): readonly RangePiece[] {
  return Array.from({ length: Math.ceil(bytes / size) }, (_, piece) => {
    const [start, end] = [piece * size, Math.min(bytes, (piece + 1) * size)];
    return { range: { start, end }, unit: "byte", bytes: end - start };
  });
}

/** As many parts together as it takes to reach the size. */
function recordRanges(parts: readonly DatasetPart[], size: number): readonly RangePiece[] {
  const pieces: RangePiece[] = [];
  let [start, end, bytes] = [0, 0, 0];
  for (const [index, part] of parts.entries()) {
    end += part.records;
    bytes += part.bytes;
    if (bytes < size && index + 1 < parts.length) continue;
    pieces.push({ range: { start, end }, unit: "record", bytes });
    [start, bytes] = [end, 0];
  }
  return pieces;
}
