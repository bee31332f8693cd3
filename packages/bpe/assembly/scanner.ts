import {
  BYTE_CLASSES_TABLE,
  CHARACTER_CLASSES_TABLE,
  END_CLASS_WORD,
  MATCH,
  NEXT_ROW,
  NON_ASCII,
  RUN,
  STAGES_TABLE,
  STAGE_COUNT_WORD,
  TRANSITIONS_TABLE,
} from "../src/kernel/layout.ts";
import { codePointAt, widthOf } from "./characters.ts";
import { BYTE_CLASSES, STAGE_ENDS, header } from "./memory.ts";

let transitions: usize = 0;
let characterClasses: usize = 0;
let endClass: u32 = 0;
export let stageCount: u32 = 0;

export function startScanner(): void {
  stageCount = header(STAGE_COUNT_WORD);
  if (stageCount == 0) return;
  transitions = header(TRANSITIONS_TABLE);
  characterClasses = header(CHARACTER_CLASSES_TABLE);
  endClass = header(END_CLASS_WORD);
  memory.copy(BYTE_CLASSES, header(BYTE_CLASSES_TABLE), 256);
  store<u8>(BYTE_CLASSES, NON_ASCII);
}

function firstRow(stage: u32): u32 {
  return load<u32>(header(STAGES_TABLE) + (stage << 2));
}

/**
 * Follows the transitions of one stage, and writes the ends of words to `ends`, up to `limit`. Every word is a match, or a stretch between
 * two matches. With `stopAtAscii` it returns behind the first word that two ASCII characters follow.
 *
 * While it runs, a NUL stands at the end of the text, so that the end costs no comparison of addresses.
 *
 * @returns the address behind the last word end
 */
export function scanStage(
  stage: u32,
  position: usize,
  end: usize,
  ends: usize,
  limit: usize,
  stopAtAscii: bool,
): usize {
  const start = firstRow(stage);
  const table = transitions;
  const classes = characterClasses;
  const saved = load<u8>(end);
  store<u8>(end, 0);
  /** Begin of a stretch without a match; 0 while there is none. */
  let unmatched: usize = 0;
  while (position < end) {
    let at = position;
    let matched: usize = 0;
    let row = start;
    while (true) {
      const byte: u32 = load<u8>(at);
      let symbol: u32 = load<u8>(BYTE_CLASSES + byte);
      let next = at + 1;
      if (symbol == NON_ASCII) {
        if (byte < 0x80) symbol = at == end ? endClass : load<u8>(classes + byte);
        else {
          next = at + widthOf(byte);
          symbol = load<u8>(classes + codePointAt(at, byte));
          if (load<u32>(table + ((row + symbol) << 2)) == row) next = behindClass(next, symbol, classes);
        }
      }
      const transition = load<i32>(table + ((row + symbol) << 2));
      if (transition < 0) {
        if (transition & MATCH) matched = at;
        row = transition & NEXT_ROW;
        if (row == 0 || at == end) break;
        if (transition & RUN) next = behindLetters(next);
      } else row = transition;
      at = next;
    }
    if (matched > position) {
      if (unmatched) {
        store<u32>(ends, <u32>position);
        ends += 4;
        unmatched = 0;
        if (ends >= limit) break;
      }
      store<u32>(ends, <u32>matched);
      ends += 4;
      position = matched;
      if (ends >= limit || (stopAtAscii && (load<u16>(position) & 0x8080) == 0)) break;
    } else {
      if (!unmatched) unmatched = position;
      position += widthOf(load<u8>(position));
      if (position >= end) {
        store<u32>(ends, <u32>end);
        ends += 4;
      }
    }
  }
  store<u8>(end, saved);
  return ends;
}

/** Address of the first byte from `address` on that is no letter a-z; the text ends with a NUL. */
function behindLetters(address: usize): usize {
  while (true) {
    const letters = i8x16.lt_u(i8x16.sub(v128.load(address), i8x16.splat(0x61)), i8x16.splat(26));
    const others = ~i8x16.bitmask(letters) & 0xffff;
    if (others) return address + ctz(others);
    address += 16;
  }
}

/**
 * Address of the first character from `address` on that is not of two or three bytes and of this class. A state that stays in itself needs no
 * transition for those before it, each of which would wait for the one before.
 */
function behindClass(address: usize, symbol: u32, classes: usize): usize {
  while (true) {
    const lead: u32 = load<u8>(address);
    const two = (lead << 6) | (<u32>load<u8>(address, 1) & 63);
    if (lead - 0xe0 < 16) {
      const character = ((two << 6) | (<u32>load<u8>(address, 2) & 63)) & 0xffff;
      if (<u32>load<u8>(classes + character) != symbol) return address;
      address += 3;
    } else {
      if (lead - 0xc0 >= 32 || <u32>load<u8>(classes + (two & 0x7ff)) != symbol) return address;
      address += 2;
    }
  }
}

/** Begins a text that is scanned in stages. */
export function startStages(position: usize, end: usize): void {
  store<u32>(STAGE_ENDS, <u32>end);
  for (let stage: u32 = 1; stage < stageCount; stage++) store<u32>(STAGE_ENDS + (stage << 2), <u32>position);
}

/**
 * Goes on where the text's words up to `position` are known: each stage but the last finds one piece in that of the stage before, as soon
 * as it has none; the last finds words in its own.
 *
 * ```
 * STAGE_ENDS[0]    end of the text
 * STAGE_ENDS[1]    end of stage 0's piece that `position` lies in, or `position`: find the next
 * ```
 */
export function scanStages(position: usize, ends: usize, limit: usize): usize {
  const last = stageCount - 1;
  const end = load<u32>(STAGE_ENDS);
  while (position < end && ends < limit) {
    let stage = last;
    while (stage > 0 && load<u32>(STAGE_ENDS + (stage << 2)) == <u32>position) stage--;
    for (; stage < last; stage++) {
      const piece = STAGE_ENDS + ((stage + 1) << 2);
      scanStage(stage, position, load<u32>(STAGE_ENDS + (stage << 2)), piece, piece + 4, false);
    }
    ends = scanStage(last, position, load<u32>(STAGE_ENDS + (last << 2)), ends, limit, false);
    position = load<u32>(ends - 4);
  }
  return ends;
}
