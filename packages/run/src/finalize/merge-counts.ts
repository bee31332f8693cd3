import { countDiagnostics, emptyCounts, type Counts, type RejectionExample } from "../counts.ts";
import type { Split } from "../pipeline.ts";
import type { Receipt } from "../work/receipt.ts";

/** Sums of all splits, in their order. */
export function mergeCounts(receipts: readonly Receipt[]): Counts {
  const sum = emptyCounts();
  for (const { counts } of receipts) {
    for (const key of SUMS) sum[key] += counts[key];
    addAll(sum.verdicts, counts.verdicts);
    addAll(sum.proofs, counts.proofs);
    addAll(sum.rejections, counts.rejections);
    countDiagnostics(sum, counts.diagnostics);
  }
  return sum;
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

function addAll(sum: Partial<Record<string, number>>, more: Partial<Record<string, number>>): void {
  for (const [name, count] of Object.entries(more)) sum[name] = (sum[name] ?? 0) + (count ?? 0);
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

/** Lines of the same input before each split. */
export function countLinesBefore(splits: readonly Split[], receipts: readonly Receipt[]): readonly number[] {
  let source = -1;
  let lines = 0;
  return splits.map((split, at) => {
    if (split.source !== source) lines = 0;
    source = split.source;
    const before = lines;
    lines += receipts[at]?.counts.lines ?? 0;
    return before;
  });
}
