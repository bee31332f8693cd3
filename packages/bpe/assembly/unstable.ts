import { UNSTABLE_TABLE } from "../src/kernel/layout.ts";
import { codePointAt } from "./characters.ts";
import { UNSTABLE_LEADS, header } from "./memory.ts";

let table: usize = 0;

/**
 * Notes the bytes that unstable characters begin with: a bit for each, in two tables of sixteen bytes, which a vector of bytes looks up at once.
 *
 * ```
 *                    0 …  c    d    e    f
 * by upper half    │ 0 … │ 1  │ 2  │ 4  │ 8  │      its bit; 0 for what begins no character beyond ASCII
 * by lower half    │ 4 │ 5 │ …                      the bits of the upper halves beside which it begins an unstable one: e0, c1, e1 …
 * ```
 */
export function startUnstable(): void {
  table = header(UNSTABLE_TABLE);
  memory.fill(UNSTABLE_LEADS, 0, 32);
  for (let upper: usize = 0xc; upper < 16; upper++) store<u8>(UNSTABLE_LEADS + upper, (<u8>1) << (<u8>(upper - 0xc)));
  if (table == 0) return;
  for (let character: u32 = 0x80; character < 0x110000; character += 8) {
    if (load<u8>(table + (character >> 3)) == 0) continue;
    const lead = leadOf(character);
    const lower = UNSTABLE_LEADS + 16 + (lead & 15);
    store<u8>(lower, load<u8>(lower) | load<u8>(UNSTABLE_LEADS + (lead >> 4)));
  }
}

/** The first byte in UTF-8 of a character, and of the seven beside it. */
function leadOf(character: u32): u32 {
  if (character < 0x800) return 0xc0 | (character >> 6);
  return character < 0x10000 ? 0xe0 | (character >> 12) : 0xf0 | (character >> 18);
}

/** `Kernel.firstUnstable`. */
export function firstUnstable(start: usize, end: usize): usize {
  if (table == 0) return end;
  const byUpper = v128.load(UNSTABLE_LEADS);
  const byLower = v128.load(UNSTABLE_LEADS, 16);
  for (; start < end; start += 16) {
    const bytes = v128.load(start);
    if (i8x16.bitmask(bytes) == 0) continue;
    const uppers = i8x16.swizzle(byUpper, i8x16.shr_u(bytes, 4));
    const lowers = i8x16.swizzle(byLower, v128.and(bytes, i8x16.splat(15)));
    let leads = i8x16.bitmask(i8x16.ne(v128.and(uppers, lowers), i8x16.splat(0)));
    for (; leads; leads &= leads - 1) {
      const at = start + <usize>ctz(leads);
      if (at >= end) return end;
      const character = codePointAt(at, load<u8>(at));
      if ((load<u8>(table + (character >> 3)) >> (character & 7)) & 1) return at;
    }
  }
  return end;
}
