/**
 * UNSTABLE: one bit a code point, bit `code point & 31` of word `code point >>> 5`.
 *
 * @param unstable places where membership changes, as `unicode/code-point-set.ts` has them
 */
export function buildUnstable(unstable: readonly number[]): Int32Array {
  const words = new Int32Array(0x110000 >>> 5);
  for (let i = 0; i < unstable.length; i += 2) {
    const end = unstable[i + 1] ?? 0x110000;
    for (let point = unstable[i] ?? 0; point < end; point++)
      words[point >>> 5] = (words[point >>> 5] ?? 0) | (1 << (point & 31));
  }
  return words;
}
