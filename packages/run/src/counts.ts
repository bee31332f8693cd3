import type { Diagnostic, Example, Rejection, TurnVerdict } from "@turnwise/core";

/** What became of the input: every line is prepared, rejected or blank. Keys are the manifest's. */
export interface Counts {
  lines: number;
  blank: number;
  prepared: number;
  rejected: number;
  examples: number;
  tokens: number;
  trained_tokens: number;
  /** Assistant turns of the examples. A turn that several examples hold is counted in each, and trained in one. */
  turns: number;
  /** Of these turns by verdict. */
  readonly verdicts: Partial<Record<TurnVerdict["verdict"], number>>;
  /** Of the trained ones by proof. */
  readonly proofs: Partial<Record<TurnVerdict["proof"], number>>;
  /** Of the trained ones those whose end token the template prints with the next message only. */
  ends_appended: number;
  /** Examples that are a prompt with an answer behind it. */
  composed: number;
  /** Rejected rows by code. */
  readonly rejections: Record<string, number>;
  /** What was noticed in prepared rows; one entry for each code and message. */
  readonly diagnostics: { readonly code: string; readonly message: string; count: number }[];
}

export function emptyCounts(): Counts {
  return {
    lines: 0,
    blank: 0,
    prepared: 0,
    rejected: 0,
    examples: 0,
    tokens: 0,
    trained_tokens: 0,
    turns: 0,
    verdicts: {},
    proofs: {},
    ends_appended: 0,
    composed: 0,
    rejections: {},
    diagnostics: [],
  };
}

/** The first row that was refused with a code: enough to see what is wrong with a file. */
export interface RejectionExample {
  readonly code: string;
  readonly source: string;
  readonly line: number;
  readonly message: string;
}

export function countRejection(counts: Counts, { code }: Pick<Rejection, "code">): void {
  counts.rejected++;
  counts.rejections[code] = (counts.rejections[code] ?? 0) + 1;
}

export function countDiagnostics(counts: Counts, diagnostics: readonly Diagnostic[]): void {
  for (const { code, message, count } of diagnostics) {
    const known = counts.diagnostics.find((each) => each.code === code && each.message === message);
    if (known === undefined) counts.diagnostics.push({ code, message, count });
    else known.count += count;
  }
}

const TRAINED: readonly TurnVerdict["verdict"][] = ["exact", "split", "composed", "as-rendered"];

export function countExample(counts: Counts, { ids, trainedTokens, composed, turns }: Example): void {
  counts.examples++;
  counts.tokens += ids.length;
  counts.trained_tokens += trainedTokens;
  counts.turns += turns.length;
  if (composed) counts.composed++;
  for (const { verdict, proof, endAppended } of turns) {
    counts.verdicts[verdict] = (counts.verdicts[verdict] ?? 0) + 1;
    if (!TRAINED.includes(verdict)) continue;
    counts.proofs[proof] = (counts.proofs[proof] ?? 0) + 1;
    if (endAppended) counts.ends_appended++;
  }
}
