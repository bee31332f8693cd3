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
  for (const [source, { path, name, bytes, sha256, divisible, readAs = null }] of inputs.entries()) {
    const size = splitBytes ?? defaultSplitBytes(bytes);
    const count = divisible ? Math.max(1, Math.ceil(bytes / size)) : 1;
    for (let piece = 0; piece < count; piece++) {
      const range = count === 1 ? null : { start: piece * size, end: Math.min(bytes, (piece + 1) * size) };
      const part = limit === null ? null : { limit, index: splits.length };
      const key = hashOf({ layout: SPOOL_LAYOUT, decides, sha256, readAs, range, part }).slice(0, 32);
      splits.push({ index: splits.length, source, path, name, range, key });
    }
  }
  return splits;
}
