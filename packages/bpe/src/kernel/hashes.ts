/** Hash of a pair of numbers, for PAIRS and the filters; 32 bits, signed. `assembly/hashes.ts` has the same. */
export function pairHash(left: number, right: number): number {
  const hash = Math.imul(left, 0x9e3779b1) ^ Math.imul(right, 0x85ebca6b);
  return hash ^ (hash >>> 15);
}
