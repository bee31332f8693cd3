import { countDiagnostics, emptyCounts, type Counts, type RejectionExample } from "../counts.ts";
import type { Split } from "../pipeline.ts";
import type { Receipt } from "../splits/receipt.ts";

/** Sums of all splits, in their order; names in alphabetical order, wherever the receipts come from. */
export function mergeCounts(receipts: readonly Receipt[]): Counts {
  const sum = emptyCounts();
  for (const { counts } of receipts) {
    for (const key of SUMS) sum[key] += counts[key];
    countDiagnostics(sum, counts.diagnostics);
  }
  const all = receipts.map(({ counts }) => counts);
  return {
    ...sum,
    verdicts: sumByName(all.map(({ verdicts }) => verdicts)),
    proofs: sumByName(all.map(({ proofs }) => proofs)),
    rejections: sumByName(all.map(({ rejections }) => rejections)),
  };
}

const SUMS = [
  "lines",
  "blank",
  "prepared",
  "rejected",
  "examples",
  "tokens",
  "trained_tokens",
  "turns",
  "ends_appended",
  "composed",
] as const satisfies readonly (keyof Counts)[];

function sumByName(counts: readonly Readonly<Partial<Record<string, number>>>[]): Record<string, number> {
  const names = [...new Set(counts.flatMap((each) => Object.keys(each)))].toSorted();
  return Object.fromEntries(names.map((name) => [name, counts.reduce((sum, each) => sum + (each[name] ?? 0), 0)]));
}

/** The first refused row of each code. */
export function firstRejections(
  splits: readonly Split[],
  receipts: readonly Receipt[],
  linesBefore: readonly number[],
): readonly RejectionExample[] {
  const first = new Map<string, RejectionExample>();
  for (const [at, { rejections }] of receipts.entries()) {
    for (const { code, line, message } of rejections) {
      if (first.has(code)) continue;
      first.set(code, { code, source: splits[at]?.name ?? "", line: (linesBefore[at] ?? 0) + line, message });
    }
  }
  return [...first.values()];
}

/** Lines of the file before each split. */
export function countLinesBefore(splits: readonly Split[], receipts: readonly Receipt[]): readonly number[] {
  let source = -1;
  let lines = 0;
  return splits.map((split, at) => {
    if (split.source !== source) lines = split.linesBefore ?? 0;
    source = split.source;
    const before = lines;
    lines += receipts[at]?.counts.lines ?? 0;
    return before;
  });
}
