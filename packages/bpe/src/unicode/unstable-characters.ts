import { UNSTABLE_RUNS } from "./character-data.ts";
import type { CodePointSet } from "./code-point-set.ts";
import { decodeRuns, setOfRuns } from "./decode-runs.ts";

/**
 * What NFC in Rust `tokenizers` 0.23 may change, move or join with a neighbour. A text without any of these is in NFC as it is, whatever stands
 * beside what. It is enough to be safe: most texts that hold some (`e` and U+0301 join, but U+0323 behind a digit does not) are in NFC, too.
 *
 * Viramas (canonical combining class 9) are not among them: where no other combining character is, there is nothing to be put in order.
 */
export function unstableSet(): CodePointSet {
  return (unstable ??= setOfRuns(decodeRuns(UNSTABLE_RUNS), new Set([1])));
}

let unstable: CodePointSet | null = null;
