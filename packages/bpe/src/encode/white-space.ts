/** Length of the white space that begins at an address, 0 if something else does. White_Space of Unicode, in UTF-8. */
export function whiteSpaceAt(bytes: Uint8Array, at: number, end: number): number {
  const first = bytes[at] ?? 0;
  if (at >= end) return 0;
  if (first < 0x80) return first === 0x20 || (first >= 0x09 && first <= 0x0d) ? 1 : 0;
  const length = first === 0xc2 ? 2 : 3;
  return at + length <= end && isLong(bytes, at) ? length : 0;
}

/** Length of the white space that ends at an address; `start`: where the text begins. */
export function whiteSpaceBefore(bytes: Uint8Array, start: number, at: number): number {
  const last = bytes[at - 1] ?? 0;
  if (at <= start) return 0;
  if (last < 0x80) return last === 0x20 || (last >= 0x09 && last <= 0x0d) ? 1 : 0;
  if (at - 2 >= start && bytes[at - 2] === 0xc2) return isLong(bytes, at - 2) ? 2 : 0;
  return at - 3 >= start && bytes[at - 3] !== 0xc2 && isLong(bytes, at - 3) ? 3 : 0;
}

/** U+0085, U+00A0, U+1680, U+2000-U+200A, U+2028, U+2029, U+202F, U+205F, U+3000. */
function isLong(bytes: Uint8Array, at: number): boolean {
  const second = bytes[at + 1] ?? 0;
  const third = bytes[at + 2] ?? 0;
  switch (bytes[at]) {
    case 0xc2:
      return second === 0x85 || second === 0xa0;
    case 0xe1:
      return second === 0x9a && third === 0x80;
    case 0xe2:
      if (second === 0x80) return third <= 0x8a || third === 0xa8 || third === 0xa9 || third === 0xaf;
      return second === 0x81 && third === 0x9f;
    case 0xe3:
      return second === 0x80 && third === 0x80;
    default:
      return false;
  }
}
