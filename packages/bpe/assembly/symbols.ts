import {
  BYTE_TOKENS_TABLE,
  CHARACTER_BLOCKS_TABLE,
  CHARACTER_TOKENS_TABLE,
  FLAGS_WORD,
  FLAG_CHARACTERS,
} from "../src/kernel/layout.ts";
import { codePointAt, widthOf } from "./characters.ts";
import { header } from "./memory.ts";

export let areCharacters: bool = false;
let byteTokens: usize = 0;
let characterBlocks: usize = 0;
let characterTokens: usize = 0;

export function startSymbols(): void {
  areCharacters = (header(FLAGS_WORD) & FLAG_CHARACTERS) != 0;
  byteTokens = header(BYTE_TOKENS_TABLE);
  characterBlocks = header(CHARACTER_BLOCKS_TABLE);
  characterTokens = header(CHARACTER_TOKENS_TABLE);
}

export function tokenOfByte(byte: u32): u32 {
  return load<u32>(byteTokens + (byte << 2));
}

/** Writes the tokens that a word's merges begin with, 4 bytes each; at most one for each byte. @returns how many */
export function writeSymbols(start: usize, end: usize, symbols: usize): u32 {
  let at = symbols;
  if (!areCharacters) {
    for (; start < end; start++, at += 4) store<u32>(at, tokenOfByte(load<u8>(start)));
    return <u32>((at - symbols) >> 2);
  }
  while (start < end) {
    const lead: u32 = load<u8>(start);
    const next = start + widthOf(lead);
    const character = lead < 0x80 ? lead : codePointAt(start, lead);
    const block: u32 = load<u32>(characterBlocks + ((character >> 6) << 2));
    const token = load<i32>(characterTokens + (((block << 6) | (character & 63)) << 2));
    if (token >= 0) {
      store<u32>(at, token);
      at += 4;
    } else for (; start < next; start++, at += 4) store<u32>(at, tokenOfByte(load<u8>(start)));
    start = next;
  }
  return <u32>((at - symbols) >> 2);
}
