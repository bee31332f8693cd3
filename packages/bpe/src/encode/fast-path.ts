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
import type { CutText } from "./cut-text.ts";
import { whiteSpaceAt, whiteSpaceBefore } from "./white-space.ts";
import { MATCH_CAPACITY, type Workspace } from "./workspace.ts";

const SPACE = 0x20;

/**
 * Writes texts into a workspace without an object or a call for each token or segment, as long as nothing unusual is in them: no text of a
 * control token in the data, no added token across the border of template and data, nothing that a normaliser would change. For all else
 * `ExactPath` takes over.
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

  /** After `write`: the data may hold text of control tokens, which it was allowed to. */
  mayHoldControl = false;

  #bytes: Uint8Array;
  /** Whether data and template are to be told apart. */
  #guarded = false;
  #joined = false;
  #origins: Uint8Array = new Uint8Array();
  #segmentCount = 0;
  #segment = 0;
  /** Index of the first segment's end among the boundaries. */
  #firstEnd = 0;
  #textEnd = 0;
  /** Where the next piece begins. */
  #at = 0;
  #stretchStart = 0;
  #continues = false;

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
   * Writes a text with its boundaries and pieces.
   *
   * @param joined data is encoded as if the template had written it
   * @returns false if it is not for this path; what was written until then is to be taken back
   */
  write(cut: CutText, breaks: readonly number[], joined: boolean): boolean {
    const { text, ends, count } = cut;
    const workspace = this.#workspace;
    const { boundaries } = workspace;
    const start = workspace.write(text);
    const end = start + workspace.textBytes;
    const isAscii = workspace.textBytes === text.length;
    const first = boundaries.length;
    const base = isAscii ? start : 0;
    boundaries.push(base);
    for (let segment = 0; segment < count - 1; segment++) boundaries.push(base + (ends[segment] ?? 0));
    if (!isAscii) {
      workspace.toAddresses(start, end, boundaries, first);
      if (this.#hasUnstable && this.#kernel.isUnstable(start, end) && this.#normalizes(text)) return false;
    }
    this.mayHoldControl = false;
    this.#guarded = cut.hasData;
    this.#joined = joined;
    this.#origins = cut.origins;
    this.#segmentCount = count;
    this.#segment = 0;
    this.#firstEnd = first + 1;
    this.#textEnd = end;
    return breaks.length === 0 ? this.#stretch(start, end, false) : this.#stretches(cut, start, end, isAscii, breaks);
  }

  #normalizes(text: string): boolean {
    return this.#plan.normalization !== "nfc" || text.normalize("NFC") !== text;
  }

  #stretches(cut: CutText, start: number, end: number, isAscii: boolean, breaks: readonly number[]): boolean {
    const { boundaries } = this.#workspace;
    const list = boundaries.length;
    for (const offset of breaks) {
      if (cut.isInsideData(offset) && !this.#allow()) return false;
      boundaries.push(isAscii ? start + offset : offset);
    }
    if (!isAscii) this.#workspace.toAddresses(start, end, boundaries, list);
    const addresses = boundaries.items.slice(list, boundaries.length);
    boundaries.length = list;
    let at = start;
    for (let index = 0; index < addresses.length; index++) {
      const to = addresses[index] ?? 0;
      if (!this.#stretch(at, to, index > 0)) return false;
      at = to;
    }
    return this.#stretch(at, end, true);
  }

  /** Cuts a stretch into pieces at added tokens. */
  #stretch(start: number, end: number, continues: boolean): boolean {
    if (start === end) return true;
    const kernel = this.#kernel;
    const trie = this.#plainTrie;
    this.#stretchStart = start;
    this.#continues = continues;
    this.#at = start;
    if (trie !== 0) {
      const matches = this.#workspace.matches();
      this.#bytes = kernel.bytes;
      const { words } = kernel;
      const first = matches >> 2;
      let from = start;
      let count: number;
      do {
        count = kernel.findAddedTokens(trie, from, end, matches, MATCH_CAPACITY);
        for (let word = first; word < first + 3 * count; word += 3) {
          from = words[word + 1] ?? end;
          if (!this.#token(words[word + 2] ?? 0, words[word] ?? 0, from, end, true)) return false;
        }
      } while (count === MATCH_CAPACITY);
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
    if (this.#guarded && !this.#isHarmless(index, flags, from, to) && !this.#allow()) return false;
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
    return segment < this.#segmentCount - 1 ? (ends[this.#firstEnd + segment] ?? 0) : this.#textEnd;
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
