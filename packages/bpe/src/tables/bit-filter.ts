import { pairHash } from "../kernel/hashes.ts";

/**
 * Bits that say of a pair of numbers "never added" or "perhaps": bit `pairHash & 31` of word `pairHash >>> 5 & mask`, where the mask is the
 * number of words, a power of two, less one.
 */
export class BitFilter {
  readonly words: Int32Array;

  constructor(words: Int32Array) {
    this.words = words;
  }

  add(left: number, right: number): void {
    const hash = pairHash(left, right);
    const word = (hash >>> 5) & (this.words.length - 1);
    this.words[word] = (this.words[word] ?? 0) | (1 << (hash & 31));
  }

  mayHave(left: number, right: number): boolean {
    const hash = pairHash(left, right);
    return (((this.words[(hash >>> 5) & (this.words.length - 1)] ?? 0) >>> (hash & 31)) & 1) === 1;
  }
}
