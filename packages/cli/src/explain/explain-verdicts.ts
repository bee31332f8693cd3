import type { TurnVerdict } from "@turnwise/core";

/** What a verdict means, for those that are not the plain case. */
const MEANINGS: Readonly<Record<TurnVerdict["verdict"], string | null>> = {
  exact: null,
  split:
    "later messages change how the template prints this turn or what stands before it, so it is trained here, where it is last",
  composed:
    "no rendering holds the prompt that a server sends and this answer, so the answer is put behind that prompt; both are the template's",
  "as-rendered": "trained where the full rendering has it; whether the model sees that at inference is not proven",
  dropped: "the template does not print its answer or its tool call, so it stays masked",
  prefill:
    "the last message is to be continued: the example ends where its text ends, and it stays masked without --train-prefill",
  masked: null,
  "not-claimed": "the mask does not speak of turns",
};

/** A turn's verdict in a cell of a table: `split, end appended`. */
export function verdictCell({ verdict, endAppended }: TurnVerdict): string {
  return endAppended ? `${verdict}, end appended` : verdict;
}

const UNTRAINED: readonly TurnVerdict["verdict"][] = ["masked", "not-claimed", "dropped", "prefill"];

/** How a turn was proven, in a cell of a table. */
export function proofCell({ verdict, proof }: TurnVerdict): string {
  return UNTRAINED.includes(verdict) ? "" : proof;
}

/** One sentence for each verdict among the turns that wants one. */
export function verdictSentences(turns: readonly TurnVerdict[]): readonly string[] {
  const verdicts = [...new Set(turns.map(({ verdict }) => verdict))];
  const sentences = verdicts.flatMap((verdict) => {
    const meaning = MEANINGS[verdict];
    return meaning === null ? [] : [`${verdict}: ${meaning}.`];
  });
  if (turns.some(({ endAppended }) => endAppended)) {
    sentences.push("end appended: the template prints this turn's end token with the next message only.");
  }
  return sentences;
}
