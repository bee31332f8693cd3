import { codePointAt, widthOf } from "./code-point.ts";
import { isAscii, wordAt } from "./unaligned.ts";

/** Address of the first character whose bit is set in UNSTABLE, `end` if there is none; no ASCII character is. */
export function firstUnstable(
  unstable: Int32Array,
  bytes: Uint8Array,
  words: Int32Array,
  start: number,
  end: number,
): number {
  for (let at = start; at < end;) {
    if (isAscii(wordAt(words, at))) {
      at += 4;
      continue;
    }
    if ((bytes[at] ?? 0) < 0x80) {
      at++;
      continue;
    }
    const character = codePointAt(bytes, at);
    if ((((unstable[character >>> 5] ?? 0) >>> (character & 31)) & 1) === 1) return at;
    at += widthOf(character);
  }
  return end;
}
