import type { Split } from "../pipeline.ts";
import { readExampleRecords, readFingerprints } from "../spool/spool-reader.ts";
import type { SpooledExamples } from "../spool/spooled-examples.ts";

/** Which rows repeat an earlier one. */
export interface Repeats {
  /** Of each example the first example of the row that its own row repeats; -1 where its row is the first of its kind. */
  readonly of: Int32Array;
  /** How many rows do. */
  readonly rows: number;
}

export function isRepeat(repeats: Repeats | null, example: number): boolean {
  return repeats !== null && (repeats.of[example] ?? -1) >= 0;
}

/** How full the table of fingerprints gets. */
const LOAD = 0.75;

/**
 * Finds rows that repeat an earlier one, in the order of the input, so that neither workers nor splits decide which stays. It takes 26
 * bytes an example while it looks, and 4 afterwards.
 */
export function findRepeats(folder: string, splits: readonly Split[], examples: SpooledExamples): Repeats {
  const total = examples.lengths.length;
  const repeats = new Int32Array(total);
  const fingerprints = new Int32Array(4 * total);
  // Open addressing: an example's number and 1, or 0 for a free place.
  const table = new Int32Array(Math.ceil(total / LOAD) + 1);
  let row = 0;
  let rows = 0;
  for (const [split, { key }] of splits.entries()) {
    const first = examples.splitStarts[split] ?? 0;
    fingerprints.set(readFingerprints(folder, key), 4 * first);
    let at = first;
    for (const { example } of readExampleRecords(folder, key)) {
      if (example === 0) {
        row = at;
        repeats[row] = firstLike(row, fingerprints, table);
        if ((repeats[row] ?? -1) >= 0) rows++;
      } else repeats[at] = repeats[row] ?? -1;
      at++;
    }
  }
  return { of: repeats, rows };
}

/** The example that has the same fingerprint and came before, else -1; then this one is noted. */
function firstLike(example: number, fingerprints: Int32Array, table: Int32Array): number {
  let place = ((fingerprints[4 * example] ?? 0) >>> 0) % table.length;
  for (;;) {
    const known = (table[place] ?? 0) - 1;
    if (known < 0) {
      table[place] = example + 1;
      return -1;
    }
    if (isSame(fingerprints, known, example)) return known;
    place = place + 1 === table.length ? 0 : place + 1;
  }
}

function isSame(fingerprints: Int32Array, one: number, other: number): boolean {
  for (let at = 0; at < 4; at++) if (fingerprints[4 * one + at] !== fingerprints[4 * other + at]) return false;
  return true;
}
