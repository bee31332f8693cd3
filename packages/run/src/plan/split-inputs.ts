import type { DatasetPart } from "@turnwise/core";
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
  /** JSON: what besides its bytes decides which rows come of it. */
  readonly readAs?: unknown;
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
    const { path, name, sha256, readAs = null } = input;
    for (const { range, unit, bytes } of piecesOf(input, splitBytes ?? defaultSplitBytes(input.bytes))) {
      const part = limit === null ? null : { limit, index: splits.length };
      const key = hashOf({ layout: SPOOL_LAYOUT, decides, sha256, readAs, range, part }).slice(0, 32);
      splits.push({ index: splits.length, source, path, name, range, unit, bytes, key });
    }
  }
  return splits;
}

type Piece = Pick<Split, "range" | "unit" | "bytes">;

function piecesOf({ bytes, divisible, parts = null }: PlannedInput, size: number): readonly Piece[] {
  const pieces = divisible ? byteRanges(bytes, size) : recordRanges(parts ?? [], size);
  return pieces.length > 1 ? pieces : [{ range: null, unit: divisible ? "byte" : "record", bytes }];
}

function byteRanges(bytes: number, size: number): readonly Piece[] {
  return Array.from({ length: Math.ceil(bytes / size) }, (_, piece) => {
    const [start, end] = [piece * size, Math.min(bytes, (piece + 1) * size)];
    return { range: { start, end }, unit: "byte", bytes: end - start };
  });
}

/** As many parts together as it takes to reach the size. */
function recordRanges(parts: readonly DatasetPart[], size: number): readonly Piece[] {
  const pieces: Piece[] = [];
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
