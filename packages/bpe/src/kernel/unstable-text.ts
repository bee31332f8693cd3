import { codePointAt, widthOf } from "./code-point.ts";

/** Whether a text holds a character whose bit is set in UNSTABLE; no ASCII character is. */
export function holdsUnstable(unstable: Int32Array, bytes: Uint8Array, start: number, end: number): boolean {
  for (let at = start; at < end;) {
    if ((bytes[at] ?? 0) < 0x80) {
      at++;
      continue;
    }
    const character = codePointAt(bytes, at);
    if ((((unstable[character >>> 5] ?? 0) >>> (character & 31)) & 1) === 1) return true;
    at += widthOf(character);
  }
  return false;
}
