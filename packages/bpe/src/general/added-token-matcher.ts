import type { AddedToken } from "../definition/tokenizer-definition.ts";
import { contains } from "../unicode/code-point-set.ts";
import { singleWordSet } from "../unicode/properties.ts";

/** Where an added token stands in a text. */
export interface AddedTokenMatch {
  readonly token: AddedToken;
  /** `[from, to)`: the token's own text. */
  readonly from: number;
  readonly to: number;
  /** `[start, end)`: with the white space that `lstrip` and `rstrip` swallow. */
  readonly start: number;
  readonly end: number;
}

/** Whether a token may stand at `[from, to)` of the text. */
export type AllowedAt = (token: AddedToken, from: number, to: number) => boolean;

interface TrieNode {
  readonly next: Map<number, TrieNode>;
  token: AddedToken | null;
}

const WHITE_SPACE = /\p{White_Space}/u;

/**
 * Finds added tokens as `AddedVocabulary` of Rust `tokenizers` does: leftmost-longest, without overlap, then the flags.
 */
export class AddedTokenMatcher {
  readonly #root: TrieNode = { next: new Map(), token: null };
  readonly #firstUnits = new Uint8Array(65536);
  readonly size: number;

  /** `tokens`: each with the text that it matches. */
  constructor(tokens: readonly (readonly [text: string, token: AddedToken])[]) {
    this.size = tokens.length;
    for (const [text, token] of tokens) if (text !== "") this.#add(text, token);
  }

  /** The matches in order. `allowed` says whether a token may stand at `[from, to)`; one that may not is plain text. */
  find(text: string, allowed: AllowedAt): AddedTokenMatch[] {
    const matches: AddedTokenMatch[] = [];
    let consumed = 0;
    this.scan(text, 0, text.length, allowed, (token, from, to) => {
      const match = applyFlags(text, token, from, to, consumed);
      if (match === null) return;
      matches.push(match);
      consumed = match.end;
    });
    return matches;
  }

  /** Visits what stands wholly in `[start, end)`: leftmost-longest, without overlap, whatever the tokens' flags say. */
  scan(
    text: string,
    start: number,
    end: number,
    allowed: AllowedAt,
    visit: (token: AddedToken, from: number, to: number) => void,
  ): void {
    if (this.size === 0) return;
    for (let at = start; at < end;) {
      const longest = this.#firstUnits[text.charCodeAt(at)] === 0 ? null : this.#longest(text, at, end, allowed);
      if (longest === null) {
        at++;
        continue;
      }
      const to = at + longest.length;
      visit(longest.token, at, to);
      at = to;
    }
  }

  /** Whether a token's text, or the beginning of one that goes on behind the end, stands somewhere in a text. */
  beginsIn(text: string): boolean {
    for (let start = 0; start < text.length; start++) {
      let node: TrieNode | undefined = this.#root;
      for (let at = start; node !== undefined && at < text.length; at++) {
        node = node.next.get(text.charCodeAt(at));
        if (node !== undefined && node.token !== null) return true;
      }
      if (node !== undefined) return true;
    }
    return false;
  }

  #add(text: string, token: AddedToken): void {
    let node = this.#root;
    for (let at = 0; at < text.length; at++) {
      const unit = text.charCodeAt(at);
      let child = node.next.get(unit);
      if (child === undefined) node.next.set(unit, (child = { next: new Map(), token: null }));
      node = child;
    }
    node.token ??= token;
    this.#firstUnits[text.charCodeAt(0)] = 1;
  }

  #longest(
    text: string,
    from: number,
    end: number,
    allowed: AllowedAt,
  ): { readonly token: AddedToken; readonly length: number } | null {
    let node: TrieNode | undefined = this.#root;
    let longest: { token: AddedToken; length: number } | null = null;
    for (let at = from; at < end; at++) {
      node = node.next.get(text.charCodeAt(at));
      if (node === undefined) break;
      if (node.token !== null && allowed(node.token, from, at + 1))
        longest = { token: node.token, length: at + 1 - from };
    }
    return longest;
  }
}

function applyFlags(
  text: string,
  token: AddedToken,
  from: number,
  to: number,
  consumed: number,
): AddedTokenMatch | null {
  if (token.singleWord && (isOfWord(characterBefore(text, from)) || isOfWord(text.codePointAt(to)))) {
    return null;
  }
  let start = from;
  let end = to;
  if (token.lstrip) while (start > consumed && WHITE_SPACE.test(text.charAt(start - 1))) start--;
  if (token.rstrip) while (end < text.length && WHITE_SPACE.test(text.charAt(end))) end++;
  return { token, from, to, start, end };
}

/** The character before `at`, a surrogate pair whole. */
function characterBefore(text: string, at: number): number | undefined {
  const pair = at > 1 ? text.codePointAt(at - 2) : undefined;
  return pair !== undefined && pair > 0xffff ? pair : text.codePointAt(at - 1);
}

function isOfWord(codePoint: number | undefined): boolean {
  return codePoint !== undefined && contains(singleWordSet(), codePoint);
}
