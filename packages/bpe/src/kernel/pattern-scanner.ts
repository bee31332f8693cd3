import type { ScannerTables } from "./image-tables.ts";
import { MATCH, NEXT_ROW, NON_ASCII, RUN } from "./layout.ts";
import type { WordSource } from "./word-source.ts";

/**
 * Runs the automaton of `layout.ts`. Stages are pulled from the last one: where it has no text left, the stage before it finds its next
 * piece.
 *
 * ```
 * text        Sie␠wogen␠12345kg
 * stage 0     Sie␠wogen␠│123│45│kg          \p{N}{1,3}
 * stage 1     Sie│␠wogen│␠│123│45│kg        what the last stage finds in each of them is a word
 * ```
 */
export class PatternScanner implements WordSource {
  readonly #tables: ScannerTables;
  /** BYTE_CLASSES, and NON_ASCII for 0 as well: the byte that stands at the end of what is scanned. */
  readonly #classes: Uint8Array;
  readonly #lastStage: number;
  /** By stage: where its next piece begins, and where the text that it splits ends. */
  readonly #positions: Int32Array;
  readonly #limits: Int32Array;
  /** By stage: a piece's end that was found behind a gap, 0 for none. */
  readonly #pending: Int32Array;
  #bytes: Uint8Array = new Uint8Array(0);
  #matchStart = 0;
  #matchEnd = 0;

  constructor(tables: ScannerTables) {
    this.#tables = tables;
    this.#classes = tables.byteClasses.slice();
    this.#classes[0] = NON_ASCII;
    this.#lastStage = tables.starts.length - 1;
    this.#positions = new Int32Array(tables.starts.length);
    this.#limits = new Int32Array(tables.starts.length);
    this.#pending = new Int32Array(tables.starts.length);
  }

  begin(bytes: Uint8Array, start: number, end: number): void {
    this.#bytes = bytes;
    this.#positions.fill(start);
    this.#limits.fill(start);
    this.#limits[0] = end;
    this.#pending.fill(0);
  }

  next(ends: Int32Array): number {
    const bytes = this.#bytes;
    const last = this.#lastStage;
    const capacity = ends.length - 1;
    let position = this.#positions[last] ?? 0;
    let limit = this.#limits[last] ?? 0;
    let count = 0;
    while (count < capacity) {
      if (position === limit) {
        limit = this.#refill(last, position);
        if (limit === position) break;
      }
      const behind = bytes[limit] ?? 0;
      bytes[limit] = 0;
      while (position < limit && count < capacity) {
        this.#match(last, position, limit);
        if (this.#matchStart > position) ends[count++] = this.#matchStart;
        if (this.#matchEnd > this.#matchStart) ends[count++] = this.#matchEnd;
        position = this.#matchEnd;
      }
      bytes[limit] = behind;
    }
    this.#positions[last] = position;
    this.#limits[last] = limit;
    return count;
  }

  /** @returns where the next text for this stage ends: `position` if there is none */
  #refill(stage: number, position: number): number {
    if (stage === 0) return position;
    const before = stage - 1;
    const pending = this.#pending[before] ?? 0;
    if (pending !== 0) {
      this.#pending[before] = 0;
      this.#positions[before] = pending;
      return pending;
    }
    let limit = this.#limits[before] ?? 0;
    if (position === limit) {
      limit = this.#refill(before, position);
      this.#limits[before] = limit;
      if (position === limit) return position;
    }
    const bytes = this.#bytes;
    const behind = bytes[limit] ?? 0;
    bytes[limit] = 0;
    this.#match(before, position, limit);
    bytes[limit] = behind;
    if (this.#matchStart > position && this.#matchEnd > this.#matchStart) {
      this.#pending[before] = this.#matchEnd;
      this.#positions[before] = this.#matchStart;
      return this.#matchStart;
    }
    this.#positions[before] = this.#matchEnd;
    return this.#matchEnd;
  }

  /** Finds the first match from `position` on; at the end of the text an empty one if there is none. A 0 stands at `limit`. */
  #match(stage: number, position: number, limit: number): void {
    const { transitions, characterClasses, endClass, starts } = this.#tables;
    const bytes = this.#bytes;
    const classes = this.#classes;
    const start = starts[stage] ?? 0;
    for (let begin = position; begin < limit;) {
      let row = start;
      let end = 0;
      let at = begin;
      for (;;) {
        let width = 1;
        let characterClass = classes[bytes[at] ?? 0] ?? 0;
        if (characterClass === NON_ASCII) {
          const lead = bytes[at] ?? 0;
          if (lead >= 0x80) {
            const second = (bytes[at + 1] ?? 0) & 63;
            if (lead < 0xe0) {
              width = 2;
              characterClass = characterClasses[((lead & 31) << 6) | second] ?? 0;
            } else if (lead < 0xf0) {
              width = 3;
              characterClass = characterClasses[((lead & 15) << 12) | (second << 6) | ((bytes[at + 2] ?? 0) & 63)] ?? 0;
            } else {
              width = 4;
              characterClass =
                characterClasses[
                  ((lead & 7) << 18) | (second << 12) | (((bytes[at + 2] ?? 0) & 63) << 6) | ((bytes[at + 3] ?? 0) & 63)
                ] ?? 0;
            }
          } else {
            characterClass = at >= limit ? endClass : (characterClasses[0] ?? 0);
          }
        }
        const transition = transitions[row + characterClass] ?? 0;
        if (transition >= 0) {
          row = transition;
          at += width;
          continue;
        }
        if ((transition & MATCH) !== 0) end = at;
        row = transition & NEXT_ROW;
        if (row === 0) break;
        at += width;
        if ((transition & RUN) !== 0) while (((bytes[at] ?? 0) - 0x61) >>> 0 < 26) at++;
      }
      if (end > begin) {
        this.#matchStart = begin;
        this.#matchEnd = end;
        return;
      }
      const lead = bytes[begin] ?? 0;
      begin += lead < 0x80 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
    }
    this.#matchStart = limit;
    this.#matchEnd = limit;
  }
}
