/** What became of the rows of all templates. */
export interface Tally {
  rows: number;
  prepared: number;
  examples: number;
  /** Turns whose prompt has other ids alone than before the answer. */
  straddles: number;
  /** Rows with data that looks like a control token. */
  skipped: number;
  failures: number;
  count(verdict: string, proof: string, endAppended: boolean): void;
  refuse(code: string): void;
  table(): string;
}

export function createTally(title: string): Tally {
  const turns = new Map<string, number>();
  const refused = new Map<string, number>();
  const tally: Tally = {
    rows: 0,
    prepared: 0,
    examples: 0,
    straddles: 0,
    skipped: 0,
    failures: 0,
    count(verdict, proof, endAppended) {
      add(turns, `${verdict}, ${proof}${endAppended ? ", end appended" : ""}`);
    },
    refuse: (code) => add(refused, code),
    table() {
      const total = [...turns.values()].reduce((sum, count) => sum + count, 0);
      return [
        `${title}: ${tally.rows} rows`,
        `${String(tally.prepared).padStart(9)}  prepared, in ${tally.examples} examples`,
        `${String(tally.skipped).padStart(9)}  not compared: control tokens in data`,
        `${String(total).padStart(9)}  trained turns, ${tally.straddles} of them encoded apart from their prompts; of these`,
        ...lines(turns),
        "           refused:",
        ...lines(refused),
        `${String(tally.failures).padStart(9)}  FAILURES`,
      ].join("\n");
    },
  };
  return tally;
}

function add(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

function lines(counts: ReadonlyMap<string, number>): readonly string[] {
  return [...counts].toSorted(([, a], [, b]) => b - a).map(([key, count]) => `${String(count).padStart(9)}  ${key}`);
}
