import { BYTE_ALPHABET, toByteAlphabet } from "../definition/byte-alphabet.ts";
import { readMerges } from "../definition/read-merges.ts";
import type { BytePairModel, TokenizerDefinition } from "../definition/tokenizer-definition.ts";
import type { TokenizerPlan } from "../definition/tokenizer-plan.ts";
import { VocabularyIndex } from "../vocabulary/vocabulary-index.ts";

/** Byte-pair encoding as it is told in one sentence: merge the pair of the lowest rank, the first of equal ones, until there is none. */
export function naiveIds(
  model: BytePairModel,
  word: string,
  forbidden: ReadonlySet<number> = new Set(),
): number[] | null {
  const form = model.symbols === "bytes" ? toByteAlphabet(word) : word.replaceAll(" ", "▁");
  const whole = model.vocabulary.get(form);
  if (model.ignoreMerges && whole !== undefined && !forbidden.has(whole)) return [whole];
  const ids = merge(model, form, new Set());
  if (!ids.some((id) => forbidden.has(id))) return ids;
  const others = merge(model, form, forbidden);
  return others.some((id) => forbidden.has(id)) ? null : others;
}

function merge(model: BytePairModel, form: string, avoided: ReadonlySet<number>): number[] {
  const { symbols, vocabulary } = model;
  let parts = [...form].flatMap((character) =>
    symbols === "characters" && vocabulary.find(character) < 0 ? byteTokens(character) : [character],
  );
  const ranks = new Map(mergesOf(model).map(([left, right], rank) => [`${left} ${right}`, rank]));
  for (;;) {
    const rankAt = (i: number): number => {
      const joined = `${parts[i]}${parts[i + 1]}`;
      if (avoided.has(vocabulary.get(joined) ?? -1)) return Infinity;
      return ranks.get(`${parts[i]} ${parts[i + 1]}`) ?? Infinity;
    };
    let best = -1;
    for (let i = 0; i + 1 < parts.length; i++) if (rankAt(i) < (best < 0 ? Infinity : rankAt(best))) best = i;
    if (best < 0) break;
    parts = [...parts.slice(0, best), `${parts[best]}${parts[best + 1]}`, ...parts.slice(best + 2)];
  }
  return parts.map((part) => vocabulary.get(part) ?? -1);
}

/** The merges of a model as texts. */
export function mergesOf({ vocabulary, merges }: BytePairModel): [left: string, right: string][] {
  return Array.from({ length: merges.length / 3 }, (_, rank) => [
    vocabulary.text(merges[3 * rank] ?? -1),
    vocabulary.text(merges[3 * rank + 1] ?? -1),
  ]);
}

/** The tokens of a model as texts, in the order of the file. */
export function tokensOf({ vocabulary }: BytePairModel): string[] {
  return Array.from({ length: vocabulary.size }, (_, index) => vocabulary.text(index));
}

function byteTokens(character: string): string[] {
  return [...new TextEncoder().encode(character)].map(
    (byte) => `<0x${byte.toString(16).toUpperCase().padStart(2, "0")}>`,
  );
}

/** The words of a text, by the engine's own regular expressions. */
export function naiveWords(plan: TokenizerPlan, text: string): string[] {
  if (plan.splitSpaces) return text.match(/^[^ ]+| [^ ]*/g) ?? [];
  return (plan.scanner ?? []).reduce((words, pattern) => words.flatMap((word) => split(word, pattern)), [text]);
}

/** Matches, and what lies between them. */
function split(text: string, pattern: string): string[] {
  return text.split(new RegExp(`(${pattern})`, "u")).filter((part) => part !== "");
}

const NO_PREFIX = { where: "never", unlessThere: false } as const;

export interface SmallTokenizer {
  readonly definition: TokenizerDefinition;
  readonly plan: TokenizerPlan;
}

/** A byte-level tokenizer of all bytes and these merges, in order, in the characters of the byte alphabet. The id of a byte is the byte. */
export function byteLevelTokenizer(
  merges: readonly (readonly [string, string])[],
  scanner: readonly string[],
  more: { readonly ignoreMerges?: boolean; readonly words?: readonly string[] } = {},
): SmallTokenizer {
  const words = (more.words ?? []).map(toByteAlphabet);
  const tokens = [...BYTE_ALPHABET, ...merges.map((pair) => pair.join("")), ...words];
  return {
    definition: definitionOf("bytes", tokens, merges, more.ignoreMerges),
    plan: { scanner, splitSpaces: false, normalization: "none", prefix: NO_PREFIX },
  };
}

/** A tokenizer of these characters, of bytes, and of these merges, in order. */
export function characterTokenizer(
  characters: string,
  merges: readonly (readonly [string, string])[],
  splitSpaces = false,
): SmallTokenizer {
  const bytes = Array.from({ length: 256 }, (_, byte) => `<0x${byte.toString(16).toUpperCase().padStart(2, "0")}>`);
  return {
    definition: definitionOf("characters", [...bytes, ...characters, ...merges.map((pair) => pair.join(""))], merges),
    plan: { scanner: [], splitSpaces, normalization: "spaces", prefix: NO_PREFIX },
  };
}

/** Merges that join neighbours of a text again and again, chosen by chance; all of them different. */
export function randomMerges(sample: string, count: number, random: () => number): [string, string][] {
  const parts = [...sample];
  const merges: [string, string][] = [];
  const known = new Set<string>();
  while (merges.length < count) {
    const at = Math.floor(random() * (parts.length - 1));
    const [left = "", right = ""] = parts.slice(at, at + 2);
    parts.splice(at, 2, left + right);
    if (parts.length < 2) parts.splice(0, parts.length, ...sample);
    if (known.has(`${left} ${right}`)) continue;
    known.add(`${left} ${right}`);
    merges.push([left, right]);
  }
  return merges;
}

/** The same numbers in 0 … 1 whenever it is asked. */
export function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return state / 2 ** 32;
  };
}

function definitionOf(
  symbols: BytePairModel["symbols"],
  tokens: readonly string[],
  merges: readonly (readonly [string, string])[],
  ignoreMerges = false,
): TokenizerDefinition {
  const vocabulary = VocabularyIndex.of([...new Set(tokens)].map((token, id): [string, number] => [token, id]));
  return {
    model: { symbols, vocabulary, merges: readMerges(merges, vocabulary, "small"), ignoreMerges },
    addedTokens: [],
    normalizer: [],
    preTokenizer: [],
    decoder: [],
    surroundings: { before: [], after: [] },
  };
}
