import type { Rendering, Turn } from "../contracts/rendering.ts";

/** One training example of a row, before it is tokenised. */
export interface PlannedExample {
  /** Its provenance is `parts`: every segment has its turn and part. */
  readonly rendering: Rendering;
  /** How many of the row's messages it covers. */
  readonly messages: number;
  /** Whether it is a prompt with an answer behind it that no rendering holds together. */
  readonly composed: boolean;
  readonly trained: readonly PlannedTurn[];
}

/** A turn that an example trains: `rendering.text.slice(promptLength, end)`. */
export interface PlannedTurn {
  /** Index into `rendering.turns`. */
  readonly turn: number;
  /** The turn's messages in the row. */
  readonly messages: readonly number[];
  /** Text before it is what a server would send, compared character by character; in UTF-16 code units. */
  readonly promptLength: number;
  /** In UTF-16 code units. */
  readonly end: number;
  readonly verdict: "exact" | "split" | "composed" | "as-rendered";
  readonly proof: "one-render" | "prompt-render" | "none";
  readonly endAppended: boolean;
}

/** Says for each trained turn which one of a rendering it is: that of its message, the second one of a message that is trained twice, … */
export function withTurns(
  trained: readonly Omit<PlannedTurn, "turn">[],
  turns: readonly Turn[],
): readonly PlannedTurn[] {
  const all: PlannedTurn[] = [];
  let behind = 0;
  for (const { messages, promptLength, end, verdict, proof, endAppended } of trained) {
    const message = messages[0] ?? -1;
    const next = turnOf(turns, message, behind);
    const turn = next < 0 ? turnOf(turns, message, 0) : next;
    behind = turn + 1;
    all.push({ turn, messages, promptLength, end, verdict, proof, endAppended });
  }
  return all;
}

/** The first turn of a message at or behind a place; −1 if there is none. */
function turnOf(turns: readonly Turn[], message: number, from: number): number {
  let turn = from;
  while (turn < turns.length && turns[turn]?.messages.includes(message) !== true) turn++;
  return turn < turns.length ? turn : -1;
}
