import { TOKEN_LENGTHS_TABLE } from "../src/kernel/layout.ts";
import { header } from "./memory.ts";

/** The next boundary's address; NO_BOUNDARY behind the last. */
export let nextBoundary: usize = 0;

/** Where it stands in the list of boundaries. */
export let boundaryAt: usize = 0;
let firstTokenAt: usize = 0;
let straddles: usize = 0;
let straddleAt: usize = 0;
let output: usize = 0;
let tokenLengths: usize = 0;

export function startProvenance(
  boundaries: usize,
  firstTokens: usize,
  straddlesStart: usize,
  outputStart: usize,
): void {
  boundaryAt = boundaries;
  firstTokenAt = firstTokens;
  straddles = straddlesStart;
  straddleAt = straddlesStart;
  output = outputStart;
  tokenLengths = header(TOKEN_LENGTHS_TABLE);
  nextBoundary = load<u32>(boundaries);
}

export function straddlesWritten(): i32 {
  return <i32>((straddleAt - straddles) >> 2);
}

function answerBoundary(token: usize): void {
  store<u32>(firstTokenAt, <u32>((token - output) >> 2));
  firstTokenAt += 4;
  boundaryAt += 4;
  nextBoundary = load<u32>(boundaryAt);
}

/** Boundaries up to an address, in it, have the token written at `token` as their first. */
export function passBoundaries(address: usize, token: usize): void {
  while (nextBoundary <= address) answerBoundary(token);
}

/**
 * Boundaries before a word's end. Only here are lengths of tokens looked at: few words hold a boundary.
 *
 * ```
 * word        un│believ│able
 * boundary    ^   ^               first tokens 0, 2; token 1 straddles
 * ```
 *
 * @param token where the word's tokens are written
 * @param tokensEnd behind them
 */
export function walkWord(start: usize, end: usize, token: usize, tokensEnd: usize): void {
  let at = start;
  passBoundaries(start, token);
  // Of one token, as most words are, nothing more needs to be known.
  if (tokensEnd - token == 4) {
    if (nextBoundary < end) addStraddle(token);
    while (nextBoundary < end) answerBoundary(tokensEnd);
    return;
  }
  while (nextBoundary < end) {
    while (at < nextBoundary && token < tokensEnd) {
      at += load<u16>(tokenLengths + ((<usize>load<u32>(token)) << 1));
      token += 4;
    }
    if (at > nextBoundary) addStraddle(token - 4);
    answerBoundary(token);
  }
}

/** Boundaries in an added token that is written at `token`. */
export function walkAddedToken(start: usize, end: usize, token: usize): void {
  passBoundaries(start, token);
  if (nextBoundary >= end) return;
  addStraddle(token);
  while (nextBoundary < end) answerBoundary(token + 4);
}

function addStraddle(token: usize): void {
  const index = <u32>((token - output) >> 2);
  if (straddleAt > straddles && load<u32>(straddleAt - 4) == index) return;
  store<u32>(straddleAt, index);
  straddleAt += 4;
}
