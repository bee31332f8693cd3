import {
  ASCII_RULES_WORD,
  PIECE_END,
  PIECE_FLAGS,
  PIECE_PREFIX,
  PIECE_START,
  PIECE_TOKEN,
  PIECE_TOKEN_END,
  PIECE_TOKEN_START,
  PIECE_WORDS,
  PIECE_WORDS_GIVEN,
} from "../src/kernel/layout.ts";
import { scanAsciiWords } from "./ascii-words.ts";
import { forgetLongWords } from "./long-words.ts";
import { answerWords, askForToken, askForWords, outputEnd, startLookUps } from "./look-up.ts";
import { CHUNK_WORDS, ENDS, header } from "./memory.ts";
import { failedAt, failedLength, failure, startMisses } from "./misses.ts";
import { cutCharacters } from "./neighbours.ts";
import { passBoundaries, startProvenance, straddlesWritten } from "./provenance.ts";
import { scanStage, scanStages, stageCount, startStages } from "./scanner.ts";
import { forgetShortWords } from "./short-words.ts";
import { areCharacters } from "./symbols.ts";

const CHUNK_BYTES: usize = CHUNK_WORDS << 2;

/** Bytes of text from which on the word cache has memory of its own. */
const MUCH_TEXT: usize = 65536;

let hasAsciiRules: bool = false;
/** Up to MUCH_TEXT and what the call that passed it held. */
let bytesCounted: usize = 0;

export function startEncoding(): void {
  hasAsciiRules = header(ASCII_RULES_WORD) != 0;
}

/** `Kernel.encode`. */
export function encode(
  pieces: usize,
  pieceCount: u32,
  wordEnds: usize,
  boundaries: usize,
  firstTokens: usize,
  straddles: usize,
  output: usize,
  scratch: usize,
): i32 {
  if (bytesCounted < MUCH_TEXT && pieceCount > 0) countText(pieces, pieceCount);
  startMisses(scratch);
  startProvenance(boundaries, firstTokens, straddles, output);
  startLookUps(output);
  for (let piece = pieces; piece < pieces + <usize>pieceCount * (PIECE_WORDS << 2); piece += PIECE_WORDS << 2) {
    let start: usize = load<u32>(piece, PIECE_START << 2);
    const end: usize = load<u32>(piece, PIECE_END << 2);
    const flags = load<u32>(piece, PIECE_FLAGS << 2);
    if (flags & PIECE_PREFIX) start = writePrefix(start);
    if (start < end) {
      if (flags & PIECE_WORDS_GIVEN) {
        const given = endOfGivenWords(wordEnds, end);
        askForWords(start, wordEnds, given);
        wordEnds = given;
      } else askForText(start, end);
    }
    if (failure) return failure;
    const token = load<i32>(piece, PIECE_TOKEN << 2);
    if (token >= 0) {
      askForToken(token, load<u32>(piece, PIECE_TOKEN_START << 2), load<u32>(piece, PIECE_TOKEN_END << 2));
    }
  }
  answerWords();
  if (failure) return failure;
  passBoundaries(0x7ffffffe, outputEnd);
  return <i32>((outputEnd - output) >> 2);
}

/**
 * Counts the bytes of a call's text, and writes all of the word cache once it is clear that there is much to encode. Where memory was never written, what is read are zeros that
 * all processes share, and the first word that is written there interrupts every processor that runs the process.
 */
function countText(pieces: usize, pieceCount: u32): void {
  const lastPiece = pieces + <usize>(pieceCount - 1) * (PIECE_WORDS << 2);
  bytesCounted += load<u32>(lastPiece, PIECE_END << 2) - load<u32>(pieces, PIECE_START << 2);
  if (bytesCounted < MUCH_TEXT) return;
  forgetShortWords();
  forgetLongWords();
}

/** Puts a space before a piece, over a byte that a word asked for may hold. Boundaries there belong to the piece. @returns its start */
function writePrefix(start: usize): usize {
  answerWords();
  passBoundaries(start, outputEnd);
  startLookUps(outputEnd);
  store<u8>(start - 1, 0x20);
  return start - 1;
}

export function straddleCount(): i32 {
  return straddlesWritten();
}

export function failureAddress(): usize {
  return failedAt;
}

export function failureLength(): usize {
  return failedLength;
}

/** Behind the word end that is the piece's. */
function endOfGivenWords(wordEnds: usize, end: usize): usize {
  while (load<u32>(wordEnds) != <u32>end) wordEnds += 4;
  return wordEnds + 4;
}

/**
 * Finds the words of some text, then asks for them, a chunk of words after the other: word ends stay in the first cache, and a wrong guess
 * in one of the two loops does not hold up the other.
 */
function askForText(start: usize, end: usize): void {
  if (stageCount > 1) startStages(start, end);
  while (start < end) {
    const ends = findWords(start, end, ENDS, ENDS + CHUNK_BYTES);
    askForWords(start, ENDS, ends);
    if (failure) return;
    start = load<u32>(ends - 4);
  }
}

/** Writes word ends, a little beyond `limit` at most. @returns the address behind the last one */
function findWords(position: usize, end: usize, ends: usize, limit: usize): usize {
  if (hasAsciiRules) return scanAsciiWords(position, end, ends, limit);
  if (areCharacters) return cutCharacters(position, end, ends, limit);
  if (stageCount == 1) return scanStage(0, position, end, ends, limit, false);
  if (stageCount > 1) return scanStages(position, ends, limit);
  store<u32>(ends, <u32>end);
  return ends + 4;
}

/** `Kernel.wordEnds`. */
export function writeWordEnds(start: usize, end: usize, output: usize, capacity: u32): u32 {
  if (stageCount > 1) startStages(start, end);
  let written: u32 = 0;
  while (start < end && written < capacity) {
    const ends = findWords(start, end, ENDS, ENDS + CHUNK_BYTES);
    for (let at = ENDS; at < ends && written < capacity; at += 4, written++) {
      store<u32>(output + (written << 2), load<u32>(at));
    }
    start = load<u32>(ends - 4);
  }
  return written;
}
