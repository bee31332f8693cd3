/** What Python's `str.isspace` and `\s` mean, which is not JavaScript's `\s`. Stands between the brackets of a regular expression. */
export const WHITE_SPACE: string = String.raw`\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000`;

const ONLY = new RegExp(`^[${WHITE_SPACE}]+$`, "u");

/** Whether a text is white space and not empty. */
export function isWhiteSpace(text: string): boolean {
  return ONLY.test(text);
}

/** Whether a UTF-16 code unit is white space, of which there is none beyond them: `WHITE_SPACE`, for loops over units. */
export function isSpace(unit: number): boolean {
  if (unit <= 0x20) return unit === 0x20 || (unit >= 0x09 && unit <= 0x0d) || (unit >= 0x1c && unit <= 0x1f);
  if (unit < 0x85) return false;
  if (unit === 0x85 || unit === 0xa0 || unit === 0x1680 || (unit >= 0x2000 && unit <= 0x200a)) return true;
  return unit === 0x2028 || unit === 0x2029 || unit === 0x202f || unit === 0x205f || unit === 0x3000;
}

/** Whether `str.splitlines` ends a line at a UTF-16 code unit. */
export function isLineEnd(unit: number): boolean {
  if (unit <= 0x1e) return (unit >= 0x0a && unit <= 0x0d) || unit >= 0x1c;
  return unit === 0x85 || unit === 0x2028 || unit === 0x2029;
}

/** Where the white space starts that ends at `end`, at `from` at the earliest and behind the last `stop`. */
export function whiteSpaceBefore(text: string, from: number, end: number, stop?: string): number {
  let start = end;
  while (start > from && text.charAt(start - 1) !== stop && isSpace(text.charCodeAt(start - 1))) start--;
  return start;
}
