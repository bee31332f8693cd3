/** What Python's `str.isspace` and `\s` mean, which is not JavaScript's `\s`. Stands between the brackets of a regular expression. */
export const WHITE_SPACE: string = String.raw`\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000`;

const ONE = new RegExp(`[${WHITE_SPACE}]`, "u");
const ONLY = new RegExp(`^[${WHITE_SPACE}]+$`, "u");

/** Whether a text is white space and not empty. */
export function isWhiteSpace(text: string): boolean {
  return ONLY.test(text);
}

/** Where the white space starts that ends at `end`, at `from` at the earliest and behind the last `stop`. */
export function whiteSpaceBefore(text: string, from: number, end: number, stop?: string): number {
  let start = end;
  while (start > from) {
    const character = text.charAt(start - 1);
    if (character === stop || !ONE.test(character)) break;
    start--;
  }
  return start;
}
