/**
 * Hash of a pair of numbers, for PAIRS and the filters; 32 bits, signed. For one left number, right numbers that differ in their lower n bits
 * differ in the hash's lower n bits. `assembly/hashes.ts` has the same.
 */
export function pairHash(left: number, right: number): number {
  const hash = Math.imul(left, 0x9e3779b1);
  return ((hash ^ (hash >>> 15)) + Math.imul(right, 0x85ebca6b)) | 0;
}

/** Hash of bytes, for WHOLE_WORDS; 32 bits, signed. `assembly/hashes.ts` has the same. */
export function bytesHash(bytes: Uint8Array, start: number, end: number): number {
  let hash = end - start;
  for (let i = start; i < end; i++) hash = Math.imul(hash ^ (bytes[i] ?? 0), 0x9e3779b1) ^ (hash >>> 15);
  return hash ^ (hash >>> 13);
}
