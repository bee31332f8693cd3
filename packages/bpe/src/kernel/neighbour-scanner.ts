import { codePointAt, widthOf } from "./code-point.ts";
import { pairHash } from "./hashes.ts";
import type { WordSource } from "./word-source.ts";

const SPACE = 0x20;

// What stands at `left << 8 | next byte` of the table of steps.
const CUT = 0;
const GO_ON = 1;
const LOOK_CLOSER = 2;

/** Cuts a text of characters wherever no token holds the two characters side by side; see `tables/neighbour-tables.ts`. */
export class NeighbourScanner implements WordSource {
  /** By ASCII character and byte behind it: the neighbours of the image, and LOOK_CLOSER for 0 and bytes of other characters. */
  readonly #steps: Uint8Array = new Uint8Array(128 * 256).fill(LOOK_CLOSER);
  readonly #ascii: Uint8Array;
  readonly #filter: Int32Array;
  readonly #splitSpaces: boolean;
  #bytes: Uint8Array = new Uint8Array(0);
  #position = 0;
  #end = 0;

  constructor(ascii: Uint8Array, filter: Int32Array, splitSpaces: boolean) {
    this.#ascii = ascii;
    this.#filter = filter;
    this.#splitSpaces = splitSpaces;
    for (let left = 0; left < 128; left++) {
      for (let right = 1; right < 128; right++) {
        const isCut = ascii[(left << 7) | right] === 0 || (splitSpaces && right === SPACE);
        this.#steps[(left << 8) | right] = isCut ? CUT : GO_ON;
      }
    }
  }

  begin(bytes: Uint8Array, start: number, end: number): void {
    this.#bytes = bytes;
    this.#position = start;
    this.#end = end;
  }

  next(ends: Int32Array): number {
    const bytes = this.#bytes;
    const steps = this.#steps;
    const filter = this.#filter;
    const limit = this.#end;
    const capacity = ends.length;
    const behind = bytes[limit] ?? 0;
    bytes[limit] = 0;
    let position = this.#position;
    let count = 0;
    while (position < limit && count < capacity) {
      let left = bytes[position] ?? 0;
      let at = position + 1;
      if (left >= 0x80) {
        left = codePointAt(bytes, position);
        at = position + widthOf(left);
      }
      for (;;) {
        let right = bytes[at] ?? 0;
        if (left < 0x80) {
          const step = steps[(left << 8) | right] ?? CUT;
          if (step === GO_ON) {
            left = right;
            at++;
            continue;
          }
          if (step === CUT) break;
        }
        if (at >= limit) break;
        if (right >= 0x80) right = codePointAt(bytes, at);
        if (left < 0x80 && right < 0x80) {
          if (this.#ascii[(left << 7) | right] === 0) break;
        } else {
          const hash = pairHash(left, right);
          if ((((filter[(hash >>> 5) & 0x1ffff] ?? 0) >>> (hash & 31)) & 1) === 0) break;
          if (right === SPACE && this.#splitSpaces) break;
        }
        at += widthOf(right);
        left = right;
      }
      ends[count++] = at;
      position = at;
    }
    bytes[limit] = behind;
    this.#position = position;
    return count;
  }
}
