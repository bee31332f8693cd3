import type { ScannerTables } from "./image-tables.ts";
import { MATCH, NEXT_ROW, NON_ASCII } from "./layout.ts";

/**
 * One stage of a scanner for ASCII text, without going back: a word's end that the transitions of `layout.ts` only know when they are dead,
 * and their way from there to the same character, are one step here. So a scan needs no branch to guess for each word.
 *
 * ```
 * text       t o y s ␠ ␠ ␠ o n
 * steps      . . . . 0 . . 1 .        0: a word ends before this character, 1: before the one ahead of it
 * words      toys│␠␠│␠on
 * ```
 *
 * A step is the index of the next state's row, shifted by STATE_SHIFT, with ENDS and BEFORE; or LOOK_CLOSER, where characters are to be
 * read again from the last word's end on, by the transitions: at the end of the text, before what is not ASCII, and where more than
 * MOST_PENDING characters would have to be remembered.
 */
export interface AsciiSteps {
  /** Rows of 2^classShift steps. Row 0 is the state at the begin of a word. */
  readonly steps: Int32Array;
  /** By byte. */
  readonly classes: Uint8Array;
}

/** In a step: a word ends here. */
export const ENDS = 1;
/** In a step: by how much before the character that was read. */
export const BEFORE = 2;
export const STATE_SHIFT = 2;
export const LOOK_CLOSER = -1;

/** Characters read since the last match that a state remembers. */
const MOST_PENDING = 2;
const MOST_STATES = 1024;

/** A word that has begun. */
interface State {
  /** Of the transitions. */
  readonly row: number;
  /** Some of it is a match already. */
  readonly isMatched: boolean;
  /** Classes of the characters that were read behind the last match, or behind the word's begin; null if they are too many. */
  readonly pending: readonly number[] | null;
}

/** @param start the stage's first row */
export function buildAsciiSteps(tables: ScannerTables, start: number): AsciiSteps {
  const { classShift, byteClasses, endClass } = tables;
  const classes = byteClasses.map((symbol) => (symbol === NON_ASCII ? endClass : symbol));
  classes[0] = endClass;
  const symbols = new Set(classes);
  symbols.delete(endClass);
  const reader = new Reader(tables, [...symbols], start);
  const states = [reader.begin];
  const indexes = new Map([[JSON.stringify(reader.begin), 0]]);
  const steps: number[] = [];
  for (let index = 0; index < states.length; index++) {
    const row = Array.from({ length: 1 << classShift }, () => LOOK_CLOSER);
    for (const symbol of symbols) {
      reader.end = 0;
      const state = reader.read(states[index] ?? reader.begin, symbol);
      if (state === null) continue;
      const key = JSON.stringify(state);
      const next = indexes.get(key) ?? states.length;
      if (next === MOST_STATES) continue;
      if (next === states.length) {
        indexes.set(key, next);
        states.push(state);
      }
      row[symbol] = (next << (classShift + STATE_SHIFT)) | reader.end;
    }
    steps.push(...row);
  }
  return { steps: Int32Array.from(steps), classes };
}

/** Reads one character, and again what is pending before it where a word has ended. */
class Reader {
  readonly begin: State;
  /** ENDS, and BEFORE, if a word has ended since this was 0. */
  end = 0;
  readonly #transitions: Int32Array;
  readonly #symbols: readonly number[];
  /** Rows from which a word may end before the last character that was read. */
  readonly #goBack: ReadonlySet<number>;

  constructor({ transitions, classShift }: ScannerTables, symbols: readonly number[], start: number) {
    this.begin = { row: start, isMatched: false, pending: [] };
    this.#transitions = transitions;
    this.#symbols = symbols;
    this.#goBack = this.#findRows(classShift);
  }

  /** @returns null if it is to be looked at more closely */
  read({ row, isMatched, pending }: State, symbol: number): State | null {
    const transition = this.#transitions[row + symbol] ?? 0;
    const hasBegun = isMatched || pending === null || pending.length > 0;
    const isMatch = hasBegun && (transition & MATCH) !== 0;
    const next = nextRow(transition);
    const behind = isMatch ? [] : pending;
    if (next !== 0) {
      if (!this.#goBack.has(next)) return { row: next, isMatched: true, pending: null };
      const isKept = behind !== null && behind.length < MOST_PENDING;
      return { row: next, isMatched: isMatched || isMatch, pending: isKept ? [...behind, symbol] : null };
    }
    if (!(isMatched || isMatch) || behind === null || behind.length > 1 || this.end !== 0) return null;
    this.end = behind.length === 0 ? ENDS : ENDS | BEFORE;
    let state: State | null = this.begin;
    for (const again of [...behind, symbol]) state = state && this.read(state, again);
    return state;
  }

  #findRows(classShift: number): ReadonlySet<number> {
    const found = new Set<number>();
    for (let size = -1; size < found.size;) {
      size = found.size;
      for (let row = 1 << classShift; row < this.#transitions.length; row += 1 << classShift) {
        if (this.#symbols.some((symbol) => isUnmatched(this.#transitions[row + symbol] ?? 0, found))) found.add(row);
      }
    }
    return found;
  }
}

function isUnmatched(transition: number, goBack: ReadonlySet<number>): boolean {
  const next = nextRow(transition);
  return (transition & MATCH) === 0 && (next === 0 || goBack.has(next));
}

function nextRow(transition: number): number {
  return transition < 0 ? transition & NEXT_ROW : transition;
}
