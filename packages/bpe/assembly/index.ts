import { TOKEN_COUNT_WORD } from "../src/kernel/layout.ts";
import { findAddedTokens, startAddedTokens } from "./added-tokens.ts";
import { scanAsciiWords } from "./ascii-words.ts";
import { startCuts } from "./cjk-cuts.ts";
import { encode, failureAddress, failureLength, startEncoding, straddleCount, writeWordEnds } from "./encode.ts";
import { forgetLongWords, startLongWords } from "./long-words.ts";
import { lookUpWord } from "./look-up.ts";
import { forbiddenTokens, header, layOut, reserve, workspace } from "./memory.ts";
import { setHasForbidden } from "./misses.ts";
import { cutCharacters, startNeighbours } from "./neighbours.ts";
import { toAddresses, toOffsets } from "./offsets.ts";
import { startPairs } from "./pairs.ts";
import { walkWord } from "./provenance.ts";
import { startScanner } from "./scanner.ts";
import { forgetShortWords, startShortWords } from "./short-words.ts";
import { startSymbols } from "./symbols.ts";
import { firstUnstable, startUnstable } from "./unstable.ts";
import { startWholeWords } from "./whole-words.ts";

export {
  encode,
  failureAddress,
  failureLength,
  findAddedTokens,
  firstUnstable,
  reserve,
  straddleCount,
  toAddresses,
  toOffsets,
  writeWordEnds,
};

// Nobody calls these from outside. But what is exported stays a function of its own. An engine replaces a function by its optimised version at
// the next call only: as parts of `encode` the scanners would run as they were compiled first until all of a call's texts are encoded. And what is
// seldom called would take registers away from the loop around it.
export { cutCharacters, lookUpWord, scanAsciiWords, walkWord };

/** Prepares for the image in memory. @returns the first address that the host may use, 0 if there is no memory */
export function start(): usize {
  if (!layOut()) return 0;
  startShortWords();
  startLongWords();
  startScanner();
  startNeighbours();
  startSymbols();
  startPairs();
  startWholeWords();
  startCuts();
  startAddedTokens();
  startUnstable();
  startEncoding();
  return workspace;
}

/** `Kernel.forget`. */
export function forget(): void {
  forgetShortWords();
  forgetLongWords();
}

/** One id of `Kernel.forbid`; the cache must be emptied after the last. */
export function forbid(token: u32): void {
  if (token >= header(TOKEN_COUNT_WORD)) return;
  const byte = forbiddenTokens + (token >> 3);
  store<u8>(byte, load<u8>(byte) | ((<u8>1) << (<u8>(token & 7))));
  setHasForbidden(true);
}

/** No id is forbidden any more. */
export function allowAll(): void {
  memory.fill(forbiddenTokens, 0, (header(TOKEN_COUNT_WORD) >> 3) + 1);
  setHasForbidden(false);
}
