import { UNSTABLE_TABLE } from "../src/kernel/layout.ts";
import { codePointAt, widthOf } from "./characters.ts";
import { header } from "./memory.ts";

/** `Kernel.isUnstable`. */
export function isUnstable(start: usize, end: usize): bool {
  const table: usize = header(UNSTABLE_TABLE);
  if (table == 0) return false;
  const skipsAscii = (load<u64>(table) | load<u64>(table, 8)) == 0;
  while (start < end) {
    if (skipsAscii) {
      const others = i8x16.bitmask(v128.load(start));
      start += others ? <usize>ctz(others) : 16;
      if (others == 0 || start >= end) continue;
    }
    const lead: u32 = load<u8>(start);
    const character = lead < 0x80 ? lead : codePointAt(start, lead);
    if ((load<u8>(table + (character >> 3)) >> (character & 7)) & 1) return true;
    start += widthOf(lead);
  }
  return false;
}
