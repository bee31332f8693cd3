import { FORBIDDEN_WORD, LONGEST_WORD, WORD_TOO_LONG } from "../src/kernel/layout.ts";
import { SYMBOLS } from "./memory.ts";
import { MOST_SYMBOLS, mergeSymbols } from "./merge.ts";
import { longSymbols, mergeLongWord } from "./merge-long.ts";
import { isForbidden, setAvoiding } from "./pairs.ts";
import { writeSymbols } from "./symbols.ts";
import { findWholeWord, takesWholeWords } from "./whole-words.ts";

/** The tokens of the word that was merged last. */
export let wordTokens: usize = SYMBOLS;

/** Why `encode` cannot go on (0: it can), and where. */
export let failure: i32 = 0;
export let failedAt: usize = 0;
export let failedLength: usize = 0;

let hasForbidden: bool = false;
let scratch: usize = 0;

export function startMisses(scratchStart: usize): void {
  scratch = scratchStart;
  failure = 0;
}

export function setHasForbidden(has: bool): void {
  hasForbidden = has;
}

/**
 * Tokens of a word that is not cached, at `wordTokens`.
 *
 * @param isPart it is a part of a word: that it is a token, too, does not count
 * @returns how many; 0 if it cannot be encoded, with `failure` set
 */
export function encodeWord(start: usize, end: usize, isPart: bool): u32 {
  const count = tokensOf(start, end, isPart);
  if (!hasForbidden || !holdsForbidden(count)) return count;
  setAvoiding(true);
  const allowed = mergeWord(start, end);
  setAvoiding(false);
  return holdsForbidden(allowed) ? fail(FORBIDDEN_WORD, start, end) : allowed;
}

function tokensOf(start: usize, end: usize, isPart: bool): u32 {
  if (takesWholeWords && !isPart) {
    const token = findWholeWord(start, end);
    if (token >= 0) {
      wordTokens = SYMBOLS;
      store<i32>(SYMBOLS, token);
      return 1;
    }
  }
  return mergeWord(start, end);
}

function mergeWord(start: usize, end: usize): u32 {
  if (<u32>(end - start) <= MOST_SYMBOLS) {
    wordTokens = SYMBOLS;
    return mergeSymbols(start, writeSymbols(start, end, SYMBOLS));
  }
  if (<u32>(end - start) > <u32>LONGEST_WORD) return fail(WORD_TOO_LONG, start, end);
  const count = mergeLongWord(start, end, scratch);
  wordTokens = longSymbols;
  return count < 0 ? fail(WORD_TOO_LONG, start, end) : count;
}

function holdsForbidden(count: u32): bool {
  for (let i: u32 = 0; i < count; i++) if (isForbidden(load<u32>(wordTokens + (i << 2)))) return true;
  return false;
}

function fail(code: i32, start: usize, end: usize): u32 {
  if (failure == 0) {
    failure = code;
    failedAt = start;
    failedLength = end - start;
  }
  return 0;
}
