import { ASCII_RULES_WORD, RULES_DIGITS_BY_THREE } from "../src/kernel/layout.ts";
import { header } from "./memory.ts";
import { scanStage } from "./scanner.ts";

/**
 * The words of cl100k's pattern, and of its descendants, in ASCII text: found sixty-four bytes at a time as bits, without a branch for
 * each character. Whatever else there is goes through the scanner's transitions, word by word.
 *
 * ```
 * (?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+
 *
 * text      The cat's 1234 (old)  toys.⏎
 * letters   111 111 1       111   1111
 * digits              1111
 * white        1     1    1     11      1
 * others          1       1   1      1       (what is none of these; here the apostrophe, the brackets and the stop)
 * starts    1  1  1 11  1 1 1 1 11   1       (of "The", " cat", "'s", " ", "123", "4", " (", "old", ")", " ", " toys", ".⏎")
 * ```
 *
 * A window begins where a word begins; the pattern never looks back, so that nothing is carried from one to the next. Its last word,
 * whose end is not seen, is the next window's first.
 */
export function scanAsciiWords(position: usize, end: usize, ends: usize, limit: usize): usize {
  const byThree = header(ASCII_RULES_WORD) == RULES_DIGITS_BY_THREE;
  const saved = load<u8>(end);
  store<u8>(end, 0);
  while (position < end && ends < limit) {
    if (load<u16>(position) & 0x8080) {
      ends = scanStage(0, position, end, ends, limit, true);
      position = load<u32>(ends - 4);
      continue;
    }
    const a = v128.load(position);
    const b = v128.load(position, 16);
    const c = v128.load(position, 32);
    const d = v128.load(position, 48);
    let letters = bits(areLetters(a), areLetters(b), areLetters(c), areLetters(d));
    let digits = bits(areInRange(a, 0x30, 9), areInRange(b, 0x30, 9), areInRange(c, 0x30, 9), areInRange(d, 0x30, 9));
    const spaces = bitsOf(a, b, c, d, 0x20);
    let white = spaces | bits(areInRange(a, 9, 4), areInRange(b, 9, 4), areInRange(c, 9, 4), areInRange(d, 9, 4));
    let newlines = bits(areNewlines(a), areNewlines(b), areNewlines(c), areNewlines(d));
    const apostrophes = bitsOf(a, b, c, d, 0x27);
    // NUL (perhaps the text's end) and what is not ASCII.
    const stops = bits(areStops(a), areStops(b), areStops(c), areStops(d));
    const known: u64 = stops ? ctz(stops) : 64;
    const inside: u64 = stops ? (stops & (0 - stops)) - 1 : ~(<u64>0);
    const isWhole = position + <usize>known == end;
    const others = inside & ~(letters | digits | white);
    letters &= inside;
    digits &= inside;
    white &= inside;
    newlines &= inside;
    const blanks = white & ~newlines;

    // ` ?[^\s\p{L}\p{N}]+[\r\n]*` begins at its space if it has one, and takes the newlines behind it.
    const otherStarts = others & ~(others << 1) & ~(spaces << 1);
    const taken = newlines & ~(newlines + (newlines & (others << 1)));

    // `\s*[\r\n]+` ends behind the last newline; of the blanks behind that, the last one begins a word if something follows.
    const free = white & ~taken;
    const blankRuns = blanks & ~(blanks << 1);
    const behindBlanks = (blanks + blankRuns) & ~blanks;
    let behindNewlines = blankRuns & (newlines << 1);
    const lastBlanks = (behindBlanks & inside & ~newlines) >> 1;
    const isOpen = !isWhole && ((blanks >> (known - 1)) & 1) != 0;
    if (behindNewlines && (isOpen || (behindBlanks & newlines) != 0)) {
      behindNewlines = withoutFollowingNewline(behindNewlines, blanks, newlines, known, isWhole);
    }
    let starts = otherStarts | (free & ~(free << 1)) | behindNewlines | lastBlanks;

    // `[^\r\n\p{L}\p{N}]?\p{L}+` begins before its first letter if that is a blank, or the only one of its others.
    starts |= letters & ~((letters | blanks | otherStarts) << 1);

    // `\p{N}{1,3}` or `\p{N}`.
    if (byThree) {
      let groups = digits & ~(digits << 1);
      const inRun = digits & (digits << 1) & (digits << 2);
      while (groups) {
        starts |= groups;
        groups = (groups << 3) & inRun;
      }
    } else starts |= digits;

    // `'s`, `'re` … end where letters go on.
    let contractions = apostrophes & otherStarts & (letters >> 1) & (letters >> 2);
    while (contractions) {
      const at = ctz(contractions);
      contractions &= contractions - 1;
      starts |= letters & ((<u64>1) << (at + contractionLength(position + <usize>at)));
    }

    starts &= inside & ~(<u64>1);
    if (!isWhole && starts == 0) {
      ends = scanStage(0, position, end, ends, limit, true);
      position = load<u32>(ends - 4);
      continue;
    }
    ends = writeEnds(position, starts, ends);
    if (isWhole) {
      store<u32>(ends, <u32>end);
      ends += 4;
      break;
    }
    position = load<u32>(ends - 4);
    // The next word reaches up to what stopped this window.
    if (stops && ends < limit) {
      ends = scanStage(0, position, end, ends, limit, true);
      position = load<u32>(ends - 4);
    }
  }
  store<u8>(end, saved);
  return ends;
}

/** One bit for each of sixty-four bytes, all of which are 0 or 255. */
function bits(a: v128, b: v128, c: v128, d: v128): u64 {
  const low = <u32>i8x16.bitmask(a) | ((<u32>i8x16.bitmask(b)) << 16);
  const high = <u32>i8x16.bitmask(c) | ((<u32>i8x16.bitmask(d)) << 16);
  return <u64>low | ((<u64>high) << 32);
}

/** The bits of one character. */
function bitsOf(a: v128, b: v128, c: v128, d: v128, character: i8): u64 {
  const all = i8x16.splat(character);
  return bits(i8x16.eq(a, all), i8x16.eq(b, all), i8x16.eq(c, all), i8x16.eq(d, all));
}

function areLetters(bytes: v128): v128 {
  return areInRange(v128.or(bytes, i8x16.splat(0x20)), 0x61, 25);
}

/** From a first character on `more` of them. */
function areInRange(bytes: v128, first: i8, more: i8): v128 {
  return i8x16.le_u(i8x16.sub(bytes, i8x16.splat(first)), i8x16.splat(more));
}

function areNewlines(bytes: v128): v128 {
  return v128.or(i8x16.eq(bytes, i8x16.splat(10)), i8x16.eq(bytes, i8x16.splat(13)));
}

function areStops(bytes: v128): v128 {
  return i8x16.lt_s(bytes, i8x16.splat(1));
}

/** Of runs of blanks that begin at these bits: those which neither a newline follows, nor the end of what is known. */
function withoutFollowingNewline(runs: u64, blanks: u64, newlines: u64, known: u64, isWhole: bool): u64 {
  let kept: u64 = 0;
  while (runs) {
    const first = ctz(runs);
    const behind = first + ctz(~(blanks >> first));
    if (behind >= known ? isWhole : ((newlines >> behind) & 1) == 0) kept |= (<u64>1) << first;
    runs &= runs - 1;
  }
  return kept;
}

/** How long the contraction at an apostrophe is; 0 if it is none. */
function contractionLength(address: usize): u64 {
  const first: u32 = load<u8>(address, 1) | 0x20;
  if (first == 0x73 || first == 0x74 || first == 0x6d || first == 0x64) return 2; // s t m d
  const both: u32 = load<u16>(address, 1) | 0x2020;
  return both == 0x6572 || both == 0x6576 || both == 0x6c6c ? 3 : 0; // re ve ll
}

/**
 * Writes the addresses of bits. Sixteen, whether there are as many or not, and then eight at a time: what is too much is written over by the next
 * ones, and a loop that seldom runs is guessed better than one whose length changes every time.
 */
function writeEnds(position: usize, starts: u64, ends: usize): usize {
  const behind = ends + ((<usize>popcnt(starts)) << 2);
  starts = writeFour(position, starts, ends);
  starts = writeFour(position, starts, ends + 16);
  starts = writeFour(position, starts, ends + 32);
  starts = writeFour(position, starts, ends + 48);
  for (ends += 64; ends < behind; ends += 32) {
    starts = writeFour(position, starts, ends);
    starts = writeFour(position, starts, ends + 16);
  }
  return behind;
}

/** Writes the addresses of the four lowest bits. @returns the others */
function writeFour(position: usize, starts: u64, ends: usize): u64 {
  store<u32>(ends, <u32>(position + <usize>ctz(starts)));
  starts &= starts - 1;
  store<u32>(ends, <u32>(position + <usize>ctz(starts)), 4);
  starts &= starts - 1;
  store<u32>(ends, <u32>(position + <usize>ctz(starts)), 8);
  starts &= starts - 1;
  store<u32>(ends, <u32>(position + <usize>ctz(starts)), 12);
  return starts & (starts - 1);
}
