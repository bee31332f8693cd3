/** Writes a space in SentencePiece vocabularies. */
const SPACE = "\u2581";

/** Cuts a word where no merge can reach across. */
export type WordCutter = (word: string) => readonly number[];

/**
 * Finds where words can be cut before a `▁` without changing any token: behind every character that stands before a `▁` in
 * no token of the vocabulary. Merges make vocabulary tokens alone, so none reaches across. Gemma and Llama 2 have no
 * pre-tokenizer, and whole texts would be words.
 *
 * ```
 * ▁The▁quick▁▁▁fox  →  ▁The | ▁quick | ▁▁▁fox
 * ```
 */
export function createWordCutter(vocabulary: Iterable<string>): WordCutter {
  const joined = new Set<number>();
  for (const token of vocabulary) {
    for (let at = token.indexOf(SPACE, 1); at > 0; at = token.indexOf(SPACE, at + 1)) {
      joined.add(token.charCodeAt(at - 1));
    }
  }
  return (word) => {
    const cuts: number[] = [];
    for (let at = word.indexOf(SPACE, 1); at > 0; at = word.indexOf(SPACE, at + 1)) {
      if (!joined.has(word.charCodeAt(at - 1))) cuts.push(at);
    }
    return cuts;
  };
}
