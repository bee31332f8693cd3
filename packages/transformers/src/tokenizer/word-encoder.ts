import { toByteAlphabet, unitsOfBytes } from "@turnwise/bpe/parts";
import { RowError } from "@turnwise/core";

/** Merges a word's characters into the longest tokens that its merges reach: `bpe` of `@huggingface/tokenizers`. */
export interface Merger {
  bpe(word: string): string[];
}

/** What a byte-pair encoding needs besides merges. */
export interface WordVocabulary {
  readonly byteLevel: boolean;
  /** Whether a word that is a token as it stands is taken as it stands. */
  readonly ignoreMerges: boolean;
  readonly fuseUnknown: boolean;
  readonly unknownId: number | undefined;
  /** Ids of `<0x00>` … `<0xFF>` where the model falls back to bytes. */
  readonly byteIds: readonly number[] | null;
  idOf(token: string): number | undefined;
}

/**
 * The tokens of one word, three numbers a token: id, offset of the character that holds its first byte, end of the
 * character that holds its last byte (in UTF-16 units of the word).
 *
 * ```
 * "né!" as n, é's first byte, é's second byte, !:  [77, 0, 1,  127, 1, 2,  102, 1, 2,  0, 2, 3]
 * ```
 */
export type EncodedWord = Int32Array;

/** Merging takes about 400 bytes of memory and 10 µs a character; a longer word is data by mistake. */
const LONGEST_WORD = 1_048_576;
const LONGEST_CACHED = 64;
const CACHED_WORDS = 262_144;
const ENCODER = new TextEncoder();

/** Tokens that no word shall hold, and merges that make none of them. */
interface Forbidden extends Merger {
  readonly tokens: ReadonlySet<string>;
}

/** Encodes words and remembers them. */
export class WordEncoder {
  readonly #merger: Merger;
  readonly #vocabulary: WordVocabulary;
  readonly #cache = new Map<string, EncodedWord>();
  readonly #forbidden: Forbidden | null;

  constructor(merger: Merger, vocabulary: WordVocabulary, forbidden: Forbidden | null = null) {
    this.#merger = merger;
    this.#vocabulary = vocabulary;
    this.#forbidden = forbidden;
  }

  /**
   * @param cuts where it is cut in more words, in bytes of UTF-8: always in the same places
   * @throws {RowError} `provenance-lost` if the tokens do not join to the word, `word-too-long` above 1 MiB,
   * `control-token-in-data` for one character that is a token which no word shall hold
   */
  encode(word: string, cuts: readonly number[] = []): EncodedWord {
    const known = this.#cache.get(word);
    if (known !== undefined) return known;
    const encoded = this.#vocabulary.byteLevel ? this.#encodeBytes(word, cuts) : this.#encodeText(word);
    if (word.length <= LONGEST_CACHED) {
      if (this.#cache.size >= CACHED_WORDS) this.#cache.clear();
      this.#cache.set(word, encoded);
    }
    return encoded;
  }

  /**
   * The encoder of words that hold none of these tokens, though merges may make them: a word that would hold one is encoded again
   * without the merges that make one. All other words stay.
   */
  without(tokens: readonly string[], mergerWithout: (tokens: ReadonlySet<string>) => Merger): WordEncoder {
    const forbidden = new Set(tokens.filter((token) => this.#reaches(token)));
    if (forbidden.size === 0) return this;
    let merger: Merger | null = null;
    return new WordEncoder(this.#merger, this.#vocabulary, {
      tokens: forbidden,
      bpe: (word) => (merger ??= mergerWithout(forbidden)).bpe(word),
    });
  }

  /** Whether a word can hold a token of the vocabulary: merges alone make it of its own text. */
  #reaches(token: string): boolean {
    return this.#vocabulary.idOf(token) !== undefined && this.#pieces(token).length === 1;
  }

  #pieces(form: string): readonly string[] {
    if (form.length > LONGEST_WORD) throw tooLong(form);
    const whole = this.#vocabulary.ignoreMerges && this.#vocabulary.idOf(form) !== undefined;
    const pieces = whole ? [form] : joined(form, this.#merger.bpe(form));
    const forbidden = this.#forbidden;
    if (forbidden === null || !pieces.some((piece) => forbidden.tokens.has(piece))) return pieces;
    const others = joined(form, forbidden.bpe(form));
    const indivisible = others.find((piece) => forbidden.tokens.has(piece));
    if (indivisible !== undefined) throw controlTokenOnly(indivisible);
    return others;
  }

  #encodeBytes(word: string, cuts: readonly number[]): EncodedWord {
    const form = toByteAlphabet(word);
    const units = unitsOfBytes(word, form.length);
    const pieces = [0, ...cuts].flatMap((start, index) => this.#pieces(form.slice(start, cuts[index])));
    const tokens = new Int32Array(pieces.length * 3);
    let byte = 0;
    let at = 0;
    for (const piece of pieces) {
      const id = this.#vocabulary.idOf(piece) ?? this.#vocabulary.unknownId;
      if (id === undefined) throw unknown(piece);
      const last = byte + piece.length - 1;
      tokens[at++] = id;
      tokens[at++] = units === null ? byte : (units[byte] ?? 0);
      tokens[at++] = units === null ? last + 1 : nextCharacter(units, last);
      byte = last + 1;
    }
    return tokens;
  }

  #encodeText(word: string): EncodedWord {
    const { byteIds, unknownId, fuseUnknown } = this.#vocabulary;
    const tokens: number[] = [];
    let start = 0;
    let afterUnknown = false;
    for (const piece of this.#pieces(word)) {
      const end = start + piece.length;
      const id = this.#vocabulary.idOf(piece);
      if (id !== undefined) {
        tokens.push(id, start, end);
      } else if (byteIds !== null) {
        for (const byte of ENCODER.encode(piece)) tokens.push(byteIds[byte] ?? 0, start, end);
      } else if (unknownId === undefined) {
        throw unknown(piece);
      } else if (afterUnknown && fuseUnknown) {
        tokens[tokens.length - 1] = end;
      } else {
        tokens.push(unknownId, start, end);
      }
      afterUnknown = id === undefined && byteIds === null;
      start = end;
    }
    return Int32Array.from(tokens);
  }
}

/** @throws {RowError} `provenance-lost` if the pieces are not the word's */
function joined(form: string, pieces: readonly string[]): readonly string[] {
  let length = 0;
  for (const piece of pieces) {
    if (!form.startsWith(piece, length)) throw lost(form);
    length += piece.length;
  }
  if (length !== form.length) throw lost(form);
  return pieces;
}

/** The end of the character that holds a byte. */
function nextCharacter(units: Int32Array, byte: number): number {
  const own = units[byte] ?? 0;
  let next = byte + 1;
  while (units[next] === own) next++;
  return units[next] ?? own;
}

function lost(word: string): RowError {
  return new RowError("provenance-lost", `the tokens of ${JSON.stringify(word.slice(0, 80))} do not add up to it`);
}

function controlTokenOnly(token: string): RowError {
  return new RowError(
    "control-token-in-data",
    `the tokenizer can write the text ${JSON.stringify(token)} as a control token only. Take it out of the row.`,
  );
}

function tooLong(form: string): RowError {
  return new RowError(
    "word-too-long",
    `${form.length} characters without a place to cut, which begin ${JSON.stringify(form.slice(0, 40))}: more than ${LONGEST_WORD}. Remove or break up such text.`,
  );
}

function unknown(piece: string): RowError {
  return new RowError(
    "provenance-lost",
    `${JSON.stringify(piece)} is not in the tokenizer's vocabulary, which has no token for the unknown: the text would be dropped`,
  );
}
