import { BEFORE, buildAsciiSteps, ENDS, STATE_SHIFT, type AsciiSteps } from "./ascii-steps.ts";
import type { ScannerTables } from "./image-tables.ts";
import { MATCH, NEXT_ROW, NON_ASCII, RUN } from "./layout.ts";
import type { WordSource } from "./word-source.ts";

/** Pieces that a stage finds before the next one splits them. */
const PIECES_AT_ONCE = 64;

/**
 * Runs the automaton of `layout.ts`. Stages are pulled from the last one: where it has no text left, the stage before it finds some more
 * pieces.
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
  readonly #stages: readonly Stage[];
  #bytes: Uint8Array = new Uint8Array(0);
  #end = 0;

  constructor(tables: ScannerTables) {
    this.#tables = tables;
    this.#classes = tables.byteClasses.slice();
    this.#classes[0] = NON_ASCII;
    this.#stages = Array.from(tables.starts, (start) => new Stage(start, buildAsciiSteps(tables, start)));
  }

  begin(bytes: Uint8Array, _words: Int32Array, start: number, end: number): void {
    this.#bytes = bytes;
    this.#end = end;
    for (const stage of this.#stages) stage.begin(start);
  }

  next(ends: Int32Array): number {
    return this.#fill(this.#stages.length - 1, ends);
  }

  /** Writes the ends of a stage's next pieces. @returns how many, 0 at the end of the text */
  #fill(index: number, ends: Int32Array): number {
    const stage = this.#stages[index];
    if (stage === undefined) return 0;
    let count = 0;
    while (count < ends.length - 1) {
      if (stage.position === stage.limit) {
        stage.limit = this.#nextLimit(index, stage.position);
        if (stage.position === stage.limit) break;
      }
      count = this.#find(stage, ends, count);
      stage.position = ends[count - 1] ?? stage.limit;
    }
    return count;
  }

  /** Where the text that a stage splits next ends: `position` if there is no more. */
  #nextLimit(index: number, position: number): number {
    const before = this.#stages[index - 1];
    if (before === undefined) return this.#end;
    if (before.next === before.count) {
      before.count = this.#fill(index - 1, before.ends);
      before.next = 0;
      if (before.count === 0) return position;
    }
    return before.ends[before.next++] ?? position;
  }

  /** Writes ends of matches and of what lies between them, up to the limit or until there is no room for both. @returns the new count */
  #find(stage: Stage, ends: Int32Array, from: number): number {
    const bytes = this.#bytes;
    const { limit } = stage;
    const capacity = ends.length - 1;
    const behind = bytes[limit] ?? 0;
    bytes[limit] = 0;
    let count = from;
    let position = stage.position;
    while (position < limit && count < capacity) {
      if (isAscii(bytes, position)) {
        const found = this.#step(stage, position, ends, count);
        if (found > count) position = ends[found - 1] ?? limit;
        count = found;
        if (count === capacity) break;
      }
      count = this.#match(stage, position, ends, count);
      position = ends[count - 1] ?? limit;
    }
    bytes[limit] = behind;
    return count;
  }

  /** Goes by the steps of ASCII text as far as they lead, from a word's begin on. @returns the new count */
  #step({ ascii }: Stage, position: number, ends: Int32Array, from: number): number {
    const bytes = this.#bytes;
    const { steps, classes } = ascii;
    const capacity = ends.length - 1;
    let count = from;
    let row = 0;
    for (let at = position; count < capacity; at++) {
      const step = steps[row + (classes[bytes[at] ?? 0] ?? 0)] ?? 0;
      if (step < 0) break;
      // An end that is none is written over by the next one: there is no branch to guess.
      ends[count] = at - ((step & BEFORE) >> 1);
      count += step & ENDS;
      row = step >> STATE_SHIFT;
    }
    return count;
  }

  /** Goes by the transitions, up to the limit, until there is no room, or a match ends before two ASCII characters. @returns the new count */
  #match({ start, limit }: Stage, position: number, ends: Int32Array, from: number): number {
    const { transitions, characterClasses, endClass } = this.#tables;
    const bytes = this.#bytes;
    const classes = this.#classes;
    const capacity = ends.length - 1;
    let count = from;
    /** End of the last piece. */
    let done = position;
    let begin = done;
    while (count < capacity) {
      let row = start;
      let end = 0;
      let at = begin;
      for (;;) {
        let characterClass = classes[bytes[at++] ?? 0] ?? 0;
        let width = 1;
        if (characterClass === NON_ASCII) {
          const lead = bytes[at - 1] ?? 0;
          if (lead >= 0x80) {
            const second = (bytes[at] ?? 0) & 63;
            if (lead < 0xe0) {
              width = 2;
              characterClass = characterClasses[((lead & 31) << 6) | second] ?? 0;
            } else {
              const third = (bytes[at + 1] ?? 0) & 63;
              if (lead < 0xf0) {
                width = 3;
                characterClass = characterClasses[((lead & 15) << 12) | (second << 6) | third] ?? 0;
              } else {
                width = 4;
                const fourth = (bytes[at + 2] ?? 0) & 63;
                characterClass = characterClasses[((lead & 7) << 18) | (second << 12) | (third << 6) | fourth] ?? 0;
              }
            }
            at += width - 1;
          } else {
            characterClass = at > limit ? endClass : (characterClasses[0] ?? 0);
          }
        }
        const transition = transitions[row + characterClass] ?? 0;
        if (transition >= 0) {
          row = transition;
          continue;
        }
        if ((transition & MATCH) !== 0) end = at - width;
        row = transition & NEXT_ROW;
        if (row === 0) break;
        if ((transition & RUN) !== 0) while (((bytes[at] ?? 0) - 0x61) >>> 0 < 26) at++;
      }
      if (end > begin) {
        if (begin > done) ends[count++] = begin;
        ends[count++] = end;
        done = end;
        begin = end;
        if (begin >= limit || isAscii(bytes, begin)) break;
      } else {
        const lead = bytes[begin] ?? 0;
        begin += lead < 0x80 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
        if (begin >= limit) {
          ends[count++] = limit;
          break;
        }
      }
    }
    return count;
  }
}

/** Whether two ASCII characters stand there. */
function isAscii(bytes: Uint8Array, at: number): boolean {
  return (((bytes[at] ?? 0) | (bytes[at + 1] ?? 0)) & 0x80) === 0;
}

/** One pattern's state. */
class Stage {
  /** First word of the start row. */
  readonly start: number;
  readonly ascii: AsciiSteps;
  /** Where its next piece begins, and where the text that it splits ends. */
  position = 0;
  limit = 0;
  /** What it found and the next stage has not taken. */
  readonly ends: Int32Array = new Int32Array(PIECES_AT_ONCE);
  count = 0;
  next = 0;

  constructor(start: number, ascii: AsciiSteps) {
    this.start = start;
    this.ascii = ascii;
  }

  begin(position: number): void {
    this.position = position;
    this.limit = position;
    this.count = 0;
    this.next = 0;
  }
}
