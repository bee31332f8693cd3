import { UNSTABLE_TABLE } from "../src/kernel/layout.ts";
import { codePointAt, widthOf } from "./characters.ts";
import { header } from "./memory.ts";

/** Leading bytes of U+5000 to U+9FFF, most Chinese characters: 0xe5 to 0xe9. */
const IDEOGRAPHS: u32 = 0xe5;
const IDEOGRAPH_LEADS: u32 = 5;

let table: usize = 0;
/** Whether none of the characters with these leading bytes is unstable. */
let skipsIdeographs: bool = false;

export function startUnstable(): void {
  table = header(UNSTABLE_TABLE);
  skipsIdeographs = true;
  if (table == 0) return;
  for (let byte: usize = 0x5000 >> 3; byte < 0xa000 >> 3; byte++) if (load<u8>(table + byte)) skipsIdeographs = false;
}

/** `Kernel.firstUnstable`. */
export function firstUnstable(start: usize, end: usize): usize {
  if (table == 0) return end;
  while (start < end) {
    const others = i8x16.bitmask(v128.load(start));
    start += others ? <usize>ctz(others) : 16;
    if (others == 0) continue;
    let lead: u32 = load<u8>(start);
    while (start < end && lead >= 0x80) {
      if (!skipsIdeographs || lead - IDEOGRAPHS >= IDEOGRAPH_LEADS) {
        const character = codePointAt(start, lead);
        if ((load<u8>(table + (character >> 3)) >> (character & 7)) & 1) return start;
      }
      start += widthOf(lead);
      lead = load<u8>(start);
    }
  }
  return end;
}
