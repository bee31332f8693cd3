import type { VocabularyIndex } from "../vocabulary/vocabulary-index.ts";
import { brokenModel as contradicts } from "../tables/refusals.ts";
import { brokenModel } from "./shape.ts";

/**
 * The `merges` of a byte-pair model, in the order of their rank: three indexes in the vocabulary each. Both spellings are read: `"a b"`, where
 * a line that begins with `#version` is none, and `["a", "b"]`.
 *
 * @throws {TurnwiseError} `broken-model` for another spelling, and for a token that the vocabulary lacks
 */
export function readMerges(merges: readonly unknown[], vocabulary: VocabularyIndex, where: string): Int32Array {
  const isOfLines = typeof merges[0] === "string";
  const indexes: number[] = [];
  for (const [at, entry] of merges.entries()) {
    if (isOfLines && typeof entry === "string" && entry.startsWith("#version")) continue;
    const pair = isOfLines ? pairOfLine(entry) : entry;
    if (!isPair(pair)) {
      throw brokenModel(`${where}, model.merges[${at}]`, `is ${JSON.stringify(entry)}, not a pair like the first`);
    }
    for (const token of [...pair, pair.join("")]) {
      const index = vocabulary.find(token);
      if (index < 0) throw unknownToken(indexes.length / 3, token);
      indexes.push(index);
    }
  }
  return Int32Array.from(indexes);
}

/** `"a b"`: one space. */
function pairOfLine(entry: unknown): readonly string[] | null {
  return typeof entry === "string" ? entry.split(" ") : null;
}

function isPair(entry: unknown): entry is readonly [left: string, right: string] {
  return Array.isArray(entry) && entry.length === 2 && typeof entry[0] === "string" && typeof entry[1] === "string";
}

/** A merge of, or to, a token that is none. */
function unknownToken(rank: number, text: string): Error {
  return contradicts(`merge ${Math.floor(rank)} needs the token ${JSON.stringify(text)}, which the vocabulary lacks`);
}
