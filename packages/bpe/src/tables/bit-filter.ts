import { pairHash } from "../kernel/hashes.ts";

/**
 * 2^22 bits that say of a pair of numbers "never added" or "perhaps": bit `pairHash & 31` of word `pairHash >>> 5 & 0x1ffff`.
 */
export class BitFilter {
  readonly words: Int32Array = new Int32Array(1 << 17);

  add(left: number, right: number): void {
    const hash = pairHash(left, right);
    const word = (hash >>> 5) & 0x1ffff;
    this.words[word] = (this.words[word] ?? 0) | (1 << (hash & 31));
  }

  mayHave(left: number, right: number): boolean {
    const hash = pairHash(left, right);
    return (((this.words[(hash >>> 5) & 0x1ffff] ?? 0) >>> (hash & 31)) & 1) === 1;
  }
}
