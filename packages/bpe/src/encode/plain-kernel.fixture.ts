import type { TokenizerDefinition } from "../definition/tokenizer-definition.ts";
import type { TokenizerPlan } from "../definition/tokenizer-plan.ts";
import { toByteAlphabet } from "../definition/byte-alphabet.ts";
import { findPattern } from "../general/find-pattern.ts";
import { createNormalizer } from "../general/normalizer.ts";
import { splitAt } from "../general/split.ts";
import type { EncodeCall, Kernel } from "../kernel/kernel.ts";
import { mergesOf } from "../kernel/naive-tokenizer.fixture.ts";
import * as layout from "../kernel/layout.ts";

const PLAIN = 64;
const NORMALIZED = 128;

/** A kernel as the contract says it, without any table: slow, and short enough to be seen to be right. */
export function createPlainKernel(definition: TokenizerDefinition, plan: TokenizerPlan): Kernel {
  return new PlainKernel(definition, plan);
}

interface Token {
  readonly id: number;
  readonly start: number;
  readonly end: number;
}

class PlainKernel implements Kernel {
  readonly name = "typescript";
  readonly workspace: number = layout.HEADER + 1024;
  bytes: Uint8Array<ArrayBuffer> = new Uint8Array(2 * layout.HEADER);
  words: Int32Array<ArrayBuffer> = new Int32Array(this.bytes.buffer);
  straddleCount = 0;
  failedAt = 0;
  failedLength = 0;
  readonly #definition: TokenizerDefinition;
  readonly #plan: TokenizerPlan;
  readonly #ranks: ReadonlyMap<string, number>;
  readonly #added: ReadonlyMap<number, readonly (readonly [bytes: string, index: number])[]>;
  #forbidden: ReadonlySet<number> = new Set();

  constructor(definition: TokenizerDefinition, plan: TokenizerPlan) {
    this.#definition = definition;
    this.#plan = plan;
    this.#ranks = new Map(mergesOf(definition.model).map(([left, right], rank) => [`${left} ${right}`, rank]));
    const normalizer = createNormalizer(definition.normalizer);
    const contents = (normalized: boolean): [string, number][] =>
      definition.addedTokens.flatMap((token, index): [string, number][] =>
        token.normalized === normalized
          ? [[latin(normalized ? normalizer(token.content).text : token.content), index]]
          : [],
      );
    this.#added = new Map([
      [PLAIN, contents(false)],
      [NORMALIZED, contents(true)],
    ]);
    this.#header();
  }

  reserve(end: number): void {
    if (end <= this.bytes.length) return;
    const grown = new Uint8Array(2 * end + 64 - ((2 * end) % 64));
    grown.set(this.bytes);
    this.bytes = grown;
    this.words = new Int32Array(grown.buffer);
  }

  toAddresses(start: number, end: number, offsets: number, count: number): void {
    const text = this.#text(start, end);
    for (let word = offsets >> 2; word < (offsets >> 2) + count; word++) {
      this.words[word] = start + byteLength(text.slice(0, this.words[word]));
    }
  }

  toOffsets(start: number, _end: number, addresses: number, count: number): void {
    for (let word = addresses >> 2; word < (addresses >> 2) + count; word++) {
      this.words[word] = this.#text(start, this.words[word] ?? 0).length;
    }
  }

  firstUnstable(start: number, end: number): number {
    const text = this.#text(start, end);
    const at = this.#plan.normalization === "spaces" ? text.indexOf("\u2581") : text.search(/\P{ASCII}/u);
    return at < 0 ? end : start + byteLength(text.slice(0, at));
  }

  findAddedTokens(trie: number, start: number, end: number, matches: number, capacity: number): number {
    const text = latinOf(this.bytes.subarray(start, end));
    let count = 0;
    for (let at = 0; at < text.length && count < capacity;) {
      const found = (this.#added.get(trie) ?? []).filter(([content]) => content !== "" && text.startsWith(content, at));
      const longest = found.toSorted(([one], [other]) => other.length - one.length)[0];
      if (longest === undefined) {
        at++;
        continue;
      }
      const [content, index] = longest;
      this.words.set([start + at, start + at + content.length, index], (matches >> 2) + 3 * count++);
      at += content.length;
    }
    return count;
  }

  wordEnds(start: number, end: number, ends: number, capacity: number): number {
    const found = this.#scan(start, end).slice(0, capacity);
    this.words.set(found, ends >> 2);
    return found.length;
  }

  encode(call: EncodeCall): number {
    this.#checkHost(call);
    const tokens: Token[] = [];
    let given = call.wordEnds >> 2;
    for (let index = 0; index < call.pieceCount; index++) {
      const word = (call.pieces >> 2) + index * layout.PIECE_WORDS;
      const [start = 0, end = 0, flags = 0, token = -1, tokenStart = 0, tokenEnd = 0] = this.words.subarray(
        word,
        word + 6,
      );
      let ends: readonly number[] = [];
      if ((flags & layout.PIECE_WORDS_GIVEN) !== 0) {
        const count = this.words.subarray(given).indexOf(end) + 1;
        ends = [...this.words.subarray(given, given + count)];
        given += count;
      }
      let at = start;
      if ((flags & layout.PIECE_PREFIX) !== 0) this.bytes[--at] = 0x20;
      if ((flags & layout.PIECE_WORDS_GIVEN) === 0) ends = this.#scan(at, end);
      for (const to of ends) {
        const failure = this.#word(at, to, start, tokens);
        if (failure < 0) return failure;
        at = to;
      }
      if (token >= 0) tokens.push({ id: token, start: tokenStart, end: tokenEnd });
    }
    this.#write(call, tokens);
    return tokens.length;
  }

  forbid(ids: readonly number[]): void {
    this.#forbidden = new Set(ids);
  }

  forget(): void {}

  /** Every id may be one that a word gives. */
  #header(): void {
    const header = layout.HEADER / 4;
    this.words[header + layout.ADDED_TOKENS_TABLE] = this.#added.get(PLAIN)?.length === 0 ? 0 : PLAIN;
    this.words[header + layout.NORMALIZED_ADDED_TOKENS_TABLE] =
      this.#added.get(NORMALIZED)?.length === 0 ? 0 : NORMALIZED;
    this.words[header + layout.UNSTABLE_TABLE] = this.#plan.normalization === "none" ? 0 : PLAIN;
    const ids = this.#definition.addedTokens.map(({ id }) => id);
    const count = Math.max(0, ...ids, ...this.#definition.model.vocabulary.ids) + 1;
    this.words[header + layout.TOKEN_COUNT_WORD] = count;
    this.words[header + layout.TOKEN_LENGTHS_TABLE] = this.workspace;
    this.reserve(this.workspace + 2 * count);
    this.bytes.fill(1, this.workspace, this.workspace + 2 * count);
    Reflect.set(this, "workspace", (this.workspace + 2 * count + 63) & ~63);
  }

  /** What kernels trust their host for. */
  #checkHost({ pieces, pieceCount, wordEnds, boundaries, firstTokens, straddles, output, scratch }: EncodeCall): void {
    const areas = [pieces, wordEnds, boundaries, firstTokens, straddles, output, scratch];
    const bytes = areas.every((area, index) => area % 4 === 0 && area >= (areas[index - 1] ?? this.workspace));
    if (!bytes || scratch % 64 !== 0 || scratch > this.bytes.length) throw new RangeError(`areas ${areas.join()}`);
    const texts: number[] = [];
    for (let index = 0; index < pieceCount; index++) {
      const piece = this.words.subarray((pieces >> 2) + 6 * index, (pieces >> 2) + 6 * index + 6);
      texts.push(piece[0] ?? 0, piece[1] ?? 0, piece[4] ?? 0, piece[5] ?? 0);
    }
    const borders = this.words.subarray(boundaries >> 2, firstTokens >> 2);
    for (const places of [texts, borders.slice(0, -1)]) {
      const inOrder = places.every((place, index) => place >= (places[index - 1] ?? this.workspace) && place < pieces);
      if (!inOrder) throw new RangeError(`places ${places.join()}`);
    }
    if (borders.at(-1) !== layout.NO_BOUNDARY) throw new RangeError("boundaries without an end");
  }

  #scan(start: number, end: number): readonly number[] {
    const text = this.#text(start, end);
    if (this.#plan.splitSpaces) {
      const starts = [...text].flatMap((character, index) => (character === " " && index > 0 ? [index] : []));
      return [...starts.map((unit) => start + byteLength([...text].slice(0, unit).join(""))), end];
    }
    let parts = [{ start: 0, end: text.length }];
    for (const source of this.#plan.scanner ?? []) {
      const find = findPattern({ kind: "regular-expression", source });
      parts = parts.flatMap((part) => {
        const inner = text.slice(part.start, part.end);
        return splitAt(find(inner), inner.length, "isolated", false).map((each) => ({
          start: part.start + each.start,
          end: part.start + each.end,
        }));
      });
    }
    return parts.map((part) => start + byteLength(text.slice(0, part.end)));
  }

  /** `least`: where the piece begins; a space before it is no text. */
  #word(start: number, end: number, least: number, tokens: Token[]): number {
    const text = this.#text(start, end);
    const form = this.#isOfBytes ? toByteAlphabet(text) : text.replaceAll(" ", "\u2581");
    const { vocabulary, ignoreMerges } = this.#definition.model;
    let symbols = ignoreMerges && vocabulary.find(form) >= 0 ? [form] : this.#merge(form, new Set());
    if (symbols.some((symbol) => this.#forbidden.has(vocabulary.get(symbol) ?? -1))) {
      symbols = this.#merge(form, this.#forbidden);
      if (symbols.some((symbol) => this.#forbidden.has(vocabulary.get(symbol) ?? -1))) {
        this.failedAt = start;
        this.failedLength = end - start;
        return layout.FORBIDDEN_WORD;
      }
    }
    let at = start;
    for (const symbol of symbols) {
      for (const [id, length] of this.#idsOf(symbol)) {
        tokens.push({ id, start: Math.max(least, at), end: Math.max(least, at + length) });
        at += length;
      }
    }
    return 0;
  }

  get #isOfBytes(): boolean {
    return this.#definition.model.symbols === "bytes";
  }

  #idsOf(symbol: string): readonly (readonly [id: number, length: number])[] {
    const { vocabulary } = this.#definition.model;
    const id = vocabulary.get(symbol);
    if (id !== undefined) return [[id, this.#isOfBytes ? symbol.length : byteLength(symbol.replaceAll("\u2581", " "))]];
    return [...new TextEncoder().encode(symbol)].map((byte): [number, number] => [
      vocabulary.get(`<0x${byte.toString(16).toUpperCase().padStart(2, "0")}>`) ?? -1,
      1,
    ]);
  }

  #merge(form: string, forbidden: ReadonlySet<number>): string[] {
    const symbols = [...form];
    for (;;) {
      let best = -1;
      let bestRank = Infinity;
      for (let at = 0; at + 1 < symbols.length; at++) {
        const merged = `${symbols[at]}${symbols[at + 1]}`;
        const rank = this.#ranks.get(`${symbols[at]} ${symbols[at + 1]}`) ?? Infinity;
        if (rank >= bestRank || forbidden.has(this.#definition.model.vocabulary.get(merged) ?? -1)) continue;
        best = at;
        bestRank = rank;
      }
      if (best < 0) return symbols;
      symbols.splice(best, 2, `${symbols[best]}${symbols[best + 1]}`);
    }
  }

  #write(call: EncodeCall, tokens: readonly Token[]): void {
    this.words.set(
      tokens.map(({ id }) => id),
      call.output >> 2,
    );
    const straddling = new Set<number>();
    for (let index = 0; (this.words[(call.boundaries >> 2) + index] ?? 0) !== layout.NO_BOUNDARY; index++) {
      const boundary = this.words[(call.boundaries >> 2) + index] ?? 0;
      const first = tokens.findIndex(({ start }) => start >= boundary);
      this.words[(call.firstTokens >> 2) + index] = first < 0 ? tokens.length : first;
      tokens.forEach(({ start, end }, token) => {
        if (start < boundary && end > boundary) straddling.add(token);
      });
    }
    const straddles = [...straddling].toSorted((one, other) => one - other);
    this.words.set(straddles, call.straddles >> 2);
    this.straddleCount = straddles.length;
  }

  #text(start: number, end: number): string {
    return new TextDecoder("utf-8", { ignoreBOM: true, fatal: true }).decode(this.bytes.subarray(start, end));
  }
}

/** Bytes as characters, one each. */
function latinOf(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");
}

function latin(text: string): string {
  return latinOf(new TextEncoder().encode(text));
}

function byteLength(text: string): number {
  return new TextEncoder().encode(text).length;
}
