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
    let letters: u64 = 0;
    let digits: u64 = 0;
    let white: u64 = 0;
    let newlines: u64 = 0;
    let spaces: u64 = 0;
    let apostrophes: u64 = 0;
    let stops: u64 = 0;
    for (let i: usize = 0; i < 64; i += 16) {
      const bytes = v128.load(position + i);
      const shift = <u64>i;
      const lower = v128.or(bytes, i8x16.splat(0x20));
      letters |= bits(i8x16.lt_u(i8x16.sub(lower, i8x16.splat(0x61)), i8x16.splat(26))) << shift;
      digits |= bits(i8x16.lt_u(i8x16.sub(bytes, i8x16.splat(0x30)), i8x16.splat(10))) << shift;
      const space = i8x16.eq(bytes, i8x16.splat(0x20));
      spaces |= bits(space) << shift;
      white |= bits(v128.or(space, i8x16.lt_u(i8x16.sub(bytes, i8x16.splat(9)), i8x16.splat(5)))) << shift;
      newlines |= bits(v128.or(i8x16.eq(bytes, i8x16.splat(10)), i8x16.eq(bytes, i8x16.splat(13)))) << shift;
      apostrophes |= bits(i8x16.eq(bytes, i8x16.splat(0x27))) << shift;
      // NUL (perhaps the text's end) and what is not ASCII.
      stops |= bits(i8x16.le_s(bytes, i8x16.splat(0))) << shift;
    }
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

function bits(vector: v128): u64 {
  return <u64>i8x16.bitmask(vector);
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
  for (let i: usize = 0; i < 64; i += 4) {
    store<u32>(ends + i, <u32>(position + <usize>ctz(starts)));
    starts &= starts - 1;
  }
  for (ends += 64; ends < behind; ends += 32) {
    for (let i: usize = 0; i < 32; i += 4) {
      store<u32>(ends + i, <u32>(position + <usize>ctz(starts)));
      starts &= starts - 1;
    }
  }
  return behind;
}
