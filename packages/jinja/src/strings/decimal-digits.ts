const FOREIGN_DIGIT = /[^\P{Nd}0-9]/gu;

/**
 * The decimal digits of every script as those of ASCII, which Python's `int`, `float` and `\d` take them for: ten in a row, zero
 * first, in one case (U+1D7CE) several such rows.
 */
export function asciiDigits(text: string): string {
  return text.replace(FOREIGN_DIGIT, (digit) => {
    const point = digit.codePointAt(0) ?? 0;
    let zero = point;
    while (/\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero--;
    return String((point - zero) % 10);
  });
}
