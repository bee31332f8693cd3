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
  /** Bytes of its lines, unpacked (then about), from any of which on it can be read; null where it cannot. */
  readonly lineBytes: number | null;
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
    for (const { range, unit, bytes } of piecesOf(
      input,
      splitBytes ?? defaultSplitBytes(input.lineBytes ?? input.bytes),
    )) {
      const part = limit === null ? null : { limit, index: splits.length };
      const key = hashOf({ layout: SPOOL_LAYOUT, decides, sha256, readAs, range, part }).slice(0, 32);
      splits.push({ index: splits.length, source, path, name, range, unit, bytes, key, ...linesBefore });
    }
  }
  return splits;
}

type Piece = Pick<Split, "range" | "unit" | "bytes">;

interface RangePiece extends Piece {
  readonly range: ByteRange;
}

function piecesOf({ bytes, lineBytes, parts = null, taken = null }: PlannedInput, size: number): readonly Piece[] {
  const pieces = lineBytes === null ? recordRanges(parts ?? [], size) : byteRanges(lineBytes, size);
  if (taken !== null) return pieces.length > 0 ? within(taken, pieces) : [{ ...taken, bytes }];
  return pieces.length > 1 ? pieces : [{ range: null, unit: lineBytes === null ? "record" : "byte", bytes }];
}

/** The parts of pieces that lie in a stretch. */
function within({ range: taken }: TakenStretch, pieces: readonly RangePiece[]): readonly Piece[] {
  return pieces.flatMap(({ range, unit, bytes }): readonly RangePiece[] => {
    const start = Math.max(taken.start, range.start);
    const end = Math.min(endOf(taken), endOf(range));
    if (start >= end) return [];
    const length = Math.min(endOf(range) - range.start, unit === "byte" ? bytes : Number.POSITIVE_INFINITY);
    const share = Math.min(1, (end - start) / length);
    return [{ range: rangeTo(start, end), unit, bytes: Math.ceil(bytes * share) }];
  });
}

function endOf({ end = Number.POSITIVE_INFINITY }: ByteRange): number {
  return end;
}

function rangeTo(start: number, end: number): ByteRange {
  return end === Number.POSITIVE_INFINITY ? { start } : { start, end };
}

/** The last has no end: what packed lines come to is known about. */
function byteRanges(bytes: number, size: number): readonly RangePiece[] {
  const count = Math.ceil(bytes / size);
  return Array.from({ length: count }, (_, piece) => {
    const [start, end] = [piece * size, Math.min(bytes, (piece + 1) * size)];
    return {
      range: rangeTo(start, piece === count - 1 ? Number.POSITIVE_INFINITY : end),
      unit: "byte",
      bytes: end - start,
    };
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
