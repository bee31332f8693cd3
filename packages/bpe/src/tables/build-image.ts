import type { AddedToken, TokenizerDefinition } from "../definition/tokenizer-definition.ts";
import type { TokenizerPlan } from "../definition/tokenizer-plan.ts";
import * as layout from "../kernel/layout.ts";
import type { Scanner } from "../pattern/scanner.ts";
import { asciiRulesOf } from "./ascii-rules.ts";
import type { BitFilter } from "./bit-filter.ts";
import { buildDoubleArray } from "./double-array.ts";
import { ImageWriter } from "./image-writer.ts";
import { buildMerges, bytePairs, type MergeTable } from "./merge-table.ts";
import { byteNeighbours, characterNeighbours } from "./neighbour-tables.ts";
import { brokenModel, notSupported } from "./refusals.ts";
import {
  SPACE_MARK,
  byteFallbackIndexes,
  byteFallbackTokens,
  byteLevelTokens,
  characterTokens,
} from "./symbol-tokens.ts";
import { buildTokenBytes } from "./token-bytes.ts";
import { buildUnstable } from "./unstable-table.ts";
import type { VocabularyIndex } from "../vocabulary/vocabulary-index.ts";
import { buildWholeWords } from "./whole-words-table.ts";

/** What an image needs to know of text besides the tokenizer's own description. */
export interface TextKnowledge {
  /** Characters that NFC may change or join with a neighbour: a set as in `unicode/code-point-set.ts`. */
  readonly unstableUnderNfc: readonly number[];
  /** An added token's content, normalised. */
  normalize(content: string): string;
}

/**
 * Makes the image that kernels work on: byte 0 of the result is address HEADER of `kernel/layout.ts`.
 *
 * @param scanner null: the words of a byte-level text are given by the host
 * @throws {TurnwiseError} `broken-model` for a vocabulary and merges that contradict each other; `tokenizer-not-supported` for what the
 * tables cannot hold
 */
export function buildImage(
  definition: TokenizerDefinition,
  plan: TokenizerPlan,
  scanner: Scanner | null,
  knowledge: TextKnowledge,
): Uint8Array {
  const { model, addedTokens } = definition;
  const image = new ImageWriter();
  const { vocabulary } = model;
  const tokenBytes = buildTokenBytes(model.symbols, vocabulary, addedTokens);
  const merges = buildMerges(model.merges, vocabulary, tokenBytes.count);
  const { pairs } = merges;
  image.set(layout.FLAGS_WORD, flagsOf(definition, plan));
  image.add(layout.PAIRS_TABLE, pairs.slots);
  image.set(layout.PAIR_MASK_WORD, pairs.mask);
  image.set(layout.PAIR_ID_BITS_WORD, pairs.idBits);
  image.set(layout.PAIR_RANK_BITS_WORD, pairs.rankBits);
  image.add(layout.PAIR_FILTER_TABLE, pairs.filter);

  image.set(layout.TOKEN_COUNT_WORD, tokenBytes.count);
  image.add(layout.TOKEN_LENGTHS_TABLE, tokenBytes.lengths);
  image.add(layout.TOKEN_OFFSETS_TABLE, tokenBytes.offsets);
  image.add(layout.TOKEN_BYTES_TABLE, tokenBytes.bytes);

  if (model.symbols === "bytes") {
    const byteTokens = byteLevelTokens(vocabulary);
    image.add(layout.BYTE_TOKENS_TABLE, byteTokens);
    image.add(layout.BYTE_PAIRS_TABLE, bytePairs(merges, byteTokens));
    addNeighbourFilter(image, byteNeighbours(tokenBytes));
    if (model.ignoreMerges) {
      const wholeWords = buildWholeWords(tokenBytes);
      image.add(layout.WHOLE_WORDS_TABLE, wholeWords.slots);
      image.set(layout.WHOLE_WORD_MASK_WORD, wholeWords.slots.length - 1);
      image.add(layout.WHOLE_WORD_FILTER_TABLE, wholeWords.filter);
    }
    if (scanner !== null && scanner.starts.length > 0) {
      addScanner(image, scanner);
      image.set(layout.ASCII_RULES_WORD, asciiRulesOf(plan.scanner ?? []));
    }
  } else {
    checkCharacterModel(definition, vocabulary, merges);
    image.add(layout.BYTE_TOKENS_TABLE, byteFallbackTokens(vocabulary));
    const characters = characterTokens(vocabulary);
    image.add(layout.CHARACTER_BLOCKS_TABLE, characters.blocks);
    image.add(layout.CHARACTER_TOKENS_TABLE, characters.tokens);
    const neighbours = characterNeighbours(vocabulary, merges.isMade);
    image.add(layout.ASCII_NEIGHBOURS_TABLE, neighbours.ascii);
    addNeighbourFilter(image, neighbours.filter);
  }

  if (plan.normalization === "nfc") image.add(layout.UNSTABLE_TABLE, buildUnstable(knowledge.unstableUnderNfc));
  if (plan.normalization === "spaces") image.add(layout.UNSTABLE_TABLE, buildUnstable([SPACE_MARK, SPACE_MARK + 1]));

  const asWritten = trieOf(addedTokens, false, (content) => content);
  const normalized = trieOf(addedTokens, true, (content) => knowledge.normalize(content));
  if (asWritten !== null) {
    image.add(layout.ADDED_TOKENS_TABLE, asWritten);
    image.set(layout.ADDED_TOKEN_NODES_WORD, asWritten.length / 3);
  }
  if (normalized !== null) {
    image.add(layout.NORMALIZED_ADDED_TOKENS_TABLE, normalized);
    image.set(layout.NORMALIZED_ADDED_TOKEN_NODES_WORD, normalized.length / 3);
  }
  return image.finish();
}

function addNeighbourFilter(image: ImageWriter, { words }: BitFilter): void {
  image.add(layout.NEIGHBOUR_FILTER_TABLE, words);
  image.set(layout.NEIGHBOUR_FILTER_MASK_WORD, words.length - 1);
}

function flagsOf({ model }: TokenizerDefinition, plan: TokenizerPlan): number {
  return (
    (model.symbols === "characters" ? layout.FLAG_CHARACTERS : 0) |
    (model.ignoreMerges ? layout.FLAG_WHOLE_WORDS : 0) |
    (plan.splitSpaces ? layout.FLAG_SPLIT_SPACES : 0)
  );
}

function addScanner(image: ImageWriter, scanner: Scanner): void {
  const stages = scanner.starts.length;
  if (stages > layout.MOST_STAGES)
    throw notSupported(`its pre-tokenizer has ${stages} stages; the tables hold ${layout.MOST_STAGES}`);
  image.add(layout.BYTE_CLASSES_TABLE, scanner.byteClasses);
  image.add(layout.CHARACTER_CLASSES_TABLE, scanner.characterClasses);
  image.add(layout.TRANSITIONS_TABLE, scanner.transitions);
  image.set(layout.CLASS_SHIFT_WORD, scanner.classShift);
  image.set(layout.END_CLASS_WORD, scanner.endClass);
  image.add(layout.STAGES_TABLE, scanner.starts);
  image.set(layout.STAGE_COUNT_WORD, stages);
}

/** Words are cut between characters, and tokens measured by their text: both fail for merges of `<0x0A>` and the like. */
function checkCharacterModel({ model }: TokenizerDefinition, vocabulary: VocabularyIndex, merges: MergeTable): void {
  if (model.ignoreMerges)
    throw notSupported("ignore_merges in a model of characters is not among what the kernels follow");
  for (const index of byteFallbackIndexes(vocabulary)) {
    if (index >= 0 && (merges.isMade[index] === 1 || merges.isPart[index] === 1)) {
      throw notSupported(`the byte token ${vocabulary.text(index)} is one of its merges`);
    }
  }
}

/** Tokens of one kind; those that are not special come first, as in `tokenizers`, where of equal texts the first counts. */
function trieOf(
  addedTokens: readonly AddedToken[],
  normalized: boolean,
  textOf: (content: string) => string,
): Int32Array | null {
  const encoder = new TextEncoder();
  const strings = addedTokens
    .map((token, index) => ({ token, index }))
    .filter(({ token }) => token.normalized === normalized && token.content !== "")
    .toSorted((a, b) => Number(a.token.special) - Number(b.token.special) || a.index - b.index)
    .map(({ token, index }) => {
      const text = textOf(token.content);
      if (!text.isWellFormed()) throw brokenModel(`the added token ${token.id} is not well-formed Unicode`);
      return { bytes: encoder.encode(text), index };
    })
    .filter(({ bytes }) => bytes.length > 0);
  return strings.length === 0 ? null : buildDoubleArray(strings);
}
