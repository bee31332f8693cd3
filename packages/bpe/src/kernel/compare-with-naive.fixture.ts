import * as layout from "./layout.ts";
import { naiveIds, naiveWords, tokensOf, type SmallTokenizer } from "./naive-tokenizer.fixture.ts";
import { expectedPlaces, type TestAnswer, type TestHost, type TestPiece } from "./test-host.fixture.ts";

interface Answered {
  readonly text: string;
  readonly ids: number[];
  readonly firstTokens: number[];
  readonly straddles: number[];
}

/** What a kernel says, and what a naive encoder does. */
export interface Comparison {
  readonly actual: Answered;
  readonly expected: Answered;
}

/** A text as one piece, with boundaries anywhere, also inside of characters. */
export function encodeWhole(host: TestHost, tokenizer: SmallTokenizer, text: string, random: () => number): Comparison {
  const bytes = new TextEncoder().encode(text);
  const boundaries = [...bytes, 0].flatMap((_, at) => (random() < 0.3 ? [at, ...(random() < 0.1 ? [at] : [])] : []));
  const ids = naiveWords(tokenizer.plan, text).flatMap((word) => naiveIds(tokenizer.definition.model, word) ?? []);
  const expected = { text, ids, ...expectedPlaces(placesOf(tokenizer, ids, 0, 0), boundaries) };
  return { actual: comparable(text, host.encode(bytes, null, boundaries)), expected };
}

/** Pieces with added tokens behind them, some with a prefix, some with given words. */
export function encodePieces(
  host: TestHost,
  tokenizer: SmallTokenizer,
  text: string,
  random: () => number,
): Comparison {
  const characters = [...text];
  const pieces: TestPiece[] = [];
  const ids: number[] = [];
  const places: (readonly [number, number])[] = [];
  let at = 1;
  let bytes = "#";
  while (characters.length > 0) {
    const own = characters.splice(0, 1 + Math.floor(random() * 12));
    const isGiven = random() < 0.5;
    const hasPrefix = random() < 0.5;
    const words: string[] = [];
    const pieceText = own.join("");
    if (isGiven) while (own.length > 0) words.push(own.splice(0, 1 + Math.floor(random() * 4)).join(""));
    const length = utf8Length(pieceText);
    const start = at;
    const found = isGiven
      ? withPrefix(words, hasPrefix)
      : naiveWords(tokenizer.plan, `${hasPrefix ? " " : ""}${pieceText}`);
    const pieceIds = found.flatMap((word) => naiveIds(tokenizer.definition.model, word) ?? []);
    ids.push(...pieceIds);
    places.push(...placesOf(tokenizer, pieceIds, hasPrefix ? start - 1 : start, start));
    at += length;
    bytes += pieceText;
    const hasToken = random() < 0.5;
    if (hasToken) {
      ids.push(99);
      places.push([at + 1, at + 4]);
    }
    pieces.push({
      start,
      end: start + length,
      flags: (isGiven ? layout.PIECE_WORDS_GIVEN : 0) | (hasPrefix ? layout.PIECE_PREFIX : 0),
      wordEnds: words.map((_, i) => start + utf8Length(words.slice(0, i + 1).join(""))),
      ...(hasToken ? { token: { id: 99, start: at + 1, end: at + 4 } } : {}),
    });
    // What follows an added token's text, or anything else that is over.
    bytes += " <a> ";
    at += 5;
  }
  const boundaries = Array.from({ length: at }, (_, offset) => offset).filter(() => random() < 0.3);
  const expected = { text, ids, ...expectedPlaces(places, boundaries) };
  return { actual: comparable(text, host.encode(bytes, pieces, boundaries)), expected };
}

function comparable(text: string, { ids, firstTokens, straddles }: TestAnswer): Answered {
  return { text, ids, firstTokens, straddles };
}

function withPrefix(words: readonly string[], hasPrefix: boolean): readonly string[] {
  const [first = "", ...rest] = words;
  return hasPrefix ? [` ${first}`, ...rest] : words;
}

/** Where tokens lie, by their lengths; none begins or ends before `earliest`. */
function placesOf(
  tokenizer: SmallTokenizer,
  ids: readonly number[],
  from: number,
  earliest: number,
): (readonly [number, number])[] {
  let at = from;
  return ids.map((id) => {
    const start = at;
    at += tokenLength(tokenizer, id);
    return [Math.max(start, earliest), Math.max(at, earliest)];
  });
}

const texts = new WeakMap<SmallTokenizer, readonly string[]>();

function tokenLength(tokenizer: SmallTokenizer, id: number): number {
  const known = texts.get(tokenizer) ?? tokensOf(tokenizer.definition.model);
  texts.set(tokenizer, known);
  const text = known[id] ?? "";
  if (tokenizer.definition.model.symbols === "bytes") return text.length;
  return id < 256 ? 1 : utf8Length(text.replaceAll("▁", " "));
}

export function bytesOf({ definition }: SmallTokenizer, ids: readonly number[]): Uint8Array {
  const tokens = tokensOf(definition.model);
  return new TextEncoder().encode(ids.map((id) => tokens[id]).join(""));
}

function utf8Length(text: string): number {
  return new TextEncoder().encode(text).length;
}
