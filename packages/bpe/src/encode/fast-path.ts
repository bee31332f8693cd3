import type { Kernel } from "../kernel/kernel.ts";
import {
  ADDED_TOKENS_TABLE,
  HEADER,
  NORMALIZED_ADDED_TOKENS_TABLE,
  PIECE_PREFIX,
  UNSTABLE_TABLE,
} from "../kernel/layout.ts";
import type { TokenizerPlan } from "../definition/tokenizer-plan.ts";
import { IS_CONTROL, IS_SINGLE_WORD, STRIPS_LEFT, STRIPS_RIGHT, type AddedTokenTable } from "./added-token-table.ts";
import { areInOrder, boundaryCount, cutsPair, isInsideData, type CutText } from "./cut-text.ts";
import { whiteSpaceAt, whiteSpaceBefore } from "./white-space.ts";
import { MATCH_CAPACITY, type Workspace } from "./workspace.ts";

const SPACE = 0x20;

/**
 * Writes texts into a workspace without an object for each text, segment or token, as long as nothing unusual is in them: no text of a
 * control token in the data, no added token across the border of template and data, nothing that a normaliser would change. For all else
 * `ExactPath` takes over.
 *
 * Texts are written one behind the other, and then cut into pieces together, so that the kernel is asked once for all of them.
 */
export class FastPath {
  readonly #workspace: Workspace;
  readonly #kernel: Kernel;
  readonly #table: AddedTokenTable;
  readonly #plan: TokenizerPlan;
  readonly #plainTrie: number;
  readonly #normalizedTrie: number;
  readonly #hasUnstable: boolean;
  readonly #hasPrefixes: boolean;

  /** After `cut`: the data may hold text of control tokens, which it was allowed to. */
  mayHoldControl = false;

  #bytes: Uint8Array;
  #joined = false;
  /** Address of the next character that a normaliser may change, from the text on that is cut. */
  #unstable = 0;

  // The text that is cut:
  #origins: Uint8Array = new Uint8Array();
  #segment = 0;
  /** Index of its first boundary, which is its begin. */
  #boundary = 0;
  #textEnd = 0;

  // The stretch of it, up to a break:
  #stretchStart = 0;
  #continues = false;
  /** Where the next piece begins. */
  #at = 0;

  // Added tokens that were found and not yet come to, as indexes of words of the kernel's memory:
  #match = 0;
  #matchesEnd = 0;
  #searchEnd = 0;
  #foundAll = true;

  constructor(workspace: Workspace, table: AddedTokenTable, plan: TokenizerPlan) {
    const header = (word: number): number => workspace.kernel.words[HEADER / 4 + word] ?? 0;
    this.#workspace = workspace;
    this.#kernel = workspace.kernel;
    this.#bytes = workspace.kernel.bytes;
    this.#table = table;
    this.#plan = plan;
    this.#plainTrie = header(ADDED_TOKENS_TABLE);
    this.#normalizedTrie = header(NORMALIZED_ADDED_TOKENS_TABLE);
    this.#hasPrefixes = plan.prefix.where !== "never";
    this.#hasUnstable = header(UNSTABLE_TABLE) !== 0;
  }

  /**
   * Writes a text behind those before it, and its boundaries.
   *
   * @returns false for a text that nothing can encode: `checkCut` and `isWellFormed` say why
   */
  write(cut: CutText): boolean {
    return areInOrder(cut) && this.#write(cut);
  }

  /** The same for several texts. What the first loop looks at lies everywhere in memory, and so short a loop waits for much of it at once. */
  writeAll(cuts: readonly CutText[]): boolean {
    for (const cut of cuts) if (!areInOrder(cut)) return false;
    for (const cut of cuts) if (!this.#write(cut)) return false;
    return true;
  }

  #write(cut: CutText): boolean {
    const { text, segments, segmentCount } = cut;
    const workspace = this.#workspace;
    const { boundaries } = workspace;
    const start = workspace.write(text);
    boundaries.push(start);
    if (workspace.textBytes === text.length) {
      for (let segment = 0; segment < segmentCount; segment++) boundaries.push(start + (segments.end[segment] ?? 0));
      return true;
    }
    if (!text.isWellFormed() || cutsPair(cut)) return false;
    const first = boundaries.length;
    for (let segment = 0; segment < segmentCount - 1; segment++) boundaries.push(segments.end[segment] ?? 0);
    workspace.placeBoundaries(first, start);
    boundaries.push(start + workspace.textBytes);
    return true;
  }

  /**
   * Cuts all texts that have been written into pieces. No added token may hold a NUL, which stands between texts.
   *
   * @returns the indexes, ascending, of those that are not for this path: they have no pieces
   */
  cutAll(texts: readonly CutText[]): readonly number[] {
    const { pieces, firstText, textEnd } = this.#workspace;
    const refused: number[] = [];
    this.#begin(false);
    this.#search(firstText, textEnd);
    let next = 0;
    for (let index = 0; index < texts.length; index++) {
      const text = texts[index];
      if (text === undefined) break;
      const firstPiece = pieces.length;
      const start = this.#beginText(text, next);
      next += boundaryCount(text);
      if (this.#isChanged(text) || !this.#stretch(start, this.#textEnd, false)) {
        pieces.length = firstPiece;
        refused.push(index);
      }
    }
    return refused;
  }

  /**
   * Cuts the one text that has been written into pieces.
   *
   * @param joined data is encoded as if the template had written it
   * @returns false if it is not for this path
   */
  cut(text: CutText, breaks: readonly number[], joined: boolean): boolean {
    this.#begin(joined);
    let start = this.#beginText(text, 0);
    if (this.#isChanged(text)) return false;
    for (const offset of breaks) if (isInsideData(text, offset) && !this.#allow()) return false;
    const ends = breaks.length === 0 ? [] : this.#workspace.addressesOf(breaks);
    for (let index = 0; index <= ends.length; index++) {
      const end = ends[index] ?? this.#textEnd;
      this.#search(start, end);
      if (!this.#stretch(start, end, index > 0)) return false;
      start = end;
    }
    return true;
  }

  #begin(joined: boolean): void {
    const { firstText, textEnd, isAscii } = this.#workspace;
    this.#unstable = this.#hasUnstable && !isAscii ? this.#kernel.firstUnstable(firstText, textEnd) : textEnd;
    this.mayHoldControl = false;
    this.#joined = joined;
  }

  /** @returns the text's begin */
  #beginText(text: CutText, boundary: number): number {
    const { boundaries } = this.#workspace;
    this.#origins = text.segments.origin;
    this.#segment = 0;
    this.#boundary = boundary;
    this.#textEnd = boundaries.at(boundary + text.segmentCount);
    return boundaries.at(boundary);
  }

  #isChanged({ text }: CutText): boolean {
    if (this.#unstable >= this.#textEnd) return false;
    this.#unstable = this.#kernel.firstUnstable(this.#textEnd, this.#workspace.textEnd);
    return this.#plan.normalization !== "nfc" || text.normalize("NFC") !== text;
  }

  /** Looks for added tokens from an address up to another. */
  #search(from: number, to: number): void {
    const matches = this.#workspace.matches();
    const trie = this.#plainTrie;
    const count = trie === 0 ? 0 : this.#kernel.findAddedTokens(trie, from, to, matches, MATCH_CAPACITY);
    this.#bytes = this.#kernel.bytes;
    this.#match = matches >> 2;
    this.#matchesEnd = this.#match + 3 * count;
    this.#searchEnd = to;
    this.#foundAll = count < MATCH_CAPACITY;
  }

  /** Cuts a stretch into pieces at added tokens. @returns false if it is not for this path */
  #stretch(start: number, end: number, continues: boolean): boolean {
    this.#stretchStart = start;
    this.#continues = continues;
    this.#at = start;
    const { words } = this.#kernel;
    while (this.#match < this.#matchesEnd) {
      const from = words[this.#match] ?? 0;
      if (from >= end) break;
      const to = words[this.#match + 1] ?? 0;
      const index = words[this.#match + 2] ?? 0;
      this.#match += 3;
      if (this.#match === this.#matchesEnd && !this.#foundAll) this.#search(to, this.#searchEnd);
      // What was found in a text that is not for this path is passed over.
      if (from >= start && !this.#token(index, from, to, end, true)) return false;
    }
    if (this.#normalizedTrie !== 0 && !this.#normalizedTokens(end)) return false;
    if (this.#at < end) this.#piece(end, -1, end, end);
    return true;
  }

  /** Cuts what lies before `end` at added tokens of normalised text, which is the same here. */
  #normalizedTokens(end: number): boolean {
    const kernel = this.#kernel;
    const matches = this.#workspace.matches() + 12 * MATCH_CAPACITY;
    this.#bytes = kernel.bytes;
    const { words } = kernel;
    const first = matches >> 2;
    let from = this.#at;
    let count = 0;
    do {
      if (from >= end) break;
      count = kernel.findAddedTokens(this.#normalizedTrie, from, end, matches, MATCH_CAPACITY);
      for (let word = first; word < first + 3 * count; word += 3) {
        from = words[word + 1] ?? end;
        if (!this.#token(words[word + 2] ?? 0, words[word] ?? 0, from, end, false)) return false;
      }
    } while (count === MATCH_CAPACITY);
    return true;
  }

  /** Ends the piece at an added token. `limit`: as far as `rstrip` reaches. */
  #token(index: number, from: number, to: number, limit: number, plain: boolean): boolean {
    const flags = this.#table.flags[index] ?? 0;
    let start = from;
    let end = to;
    if ((flags & ~IS_CONTROL) !== 0) {
      if ((flags & IS_SINGLE_WORD) !== 0) return false;
      if ((flags & STRIPS_LEFT) !== 0) start = this.#withoutSpaceBefore(from);
      if ((flags & STRIPS_RIGHT) !== 0) end = this.#withoutSpaceBehind(to, limit);
    }
    if (plain && this.#normalizedTrie !== 0 && this.#at < start && !this.#normalizedTokens(start)) return false;
    if (!this.#isHarmless(index, flags, from, to) && !this.#allow()) return false;
    this.#piece(start, this.#table.ids[index] ?? 0, from, to);
    this.#at = end;
    return true;
  }

  #withoutSpaceBefore(from: number): number {
    let at = from;
    while (at > this.#at) {
      const length = whiteSpaceBefore(this.#bytes, this.#at, at);
      if (length === 0) break;
      at -= length;
    }
    return at;
  }

  #withoutSpaceBehind(to: number, limit: number): number {
    let at = to;
    for (;;) {
      const length = whiteSpaceAt(this.#bytes, at, limit);
      if (length === 0) return at;
      at += length;
    }
  }

  /** Where data may hold control tokens, it only is to be noted that it may. */
  #allow(): boolean {
    this.mayHoldControl = true;
    return this.#joined;
  }

  /** Whether a match lies in text of one origin, and neither is nor hides a control token in the data. */
  #isHarmless(index: number, flags: number, from: number, to: number): boolean {
    const ends = this.#workspace.boundaries.items;
    let segment = this.#segment;
    while (this.#endOf(ends, segment) <= from) segment++;
    this.#segment = segment;
    const isData = this.#origins[segment] === 1;
    for (let end = this.#endOf(ends, segment); end < to;) {
      const next = this.#endOf(ends, ++segment);
      if (next > end && (this.#origins[segment] === 1) !== isData) return false;
      end = next;
    }
    return !isData || ((flags & IS_CONTROL) === 0 && !this.#table.hidesControl(index));
  }

  #endOf(ends: Int32Array, segment: number): number {
    return ends[this.#boundary + 1 + segment] ?? 0;
  }

  /** Appends the piece from where the last one ended up to `end`, and the added token behind it. */
  #piece(end: number, token: number, tokenStart: number, tokenEnd: number): void {
    const start = this.#at < end ? this.#at : end;
    const flags = this.#hasPrefixes && start < end && this.#hasPrefix(start) ? PIECE_PREFIX : 0;
    this.#workspace.pieces.pushPiece(start, end, flags, token, tokenStart, tokenEnd);
  }

  #hasPrefix(start: number): boolean {
    const { where, unlessThere } = this.#plan.prefix;
    if (start === this.#stretchStart ? this.#continues : where === "first") return false;
    return !unlessThere || this.#kernel.bytes[start] !== SPACE;
  }
}
