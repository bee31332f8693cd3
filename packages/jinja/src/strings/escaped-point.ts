/** A code point as Python's shortest escape: `\x0a`, `\u2028`, `\U0001f999`. */
export function escapedPoint(point: number): string {
  const digits = point.toString(16);
  if (point < 0x100) return `\\x${digits.padStart(2, "0")}`;
  return point < 0x10000 ? `\\u${digits.padStart(4, "0")}` : `\\U${digits.padStart(8, "0")}`;
}
