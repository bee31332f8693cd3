/**
 * A deterministic automaton: from a state it goes on with the class of the character that is read, and says whether a match ends before that
 * character. State 0 is the dead one: no match can be longer.
 */
export interface Automaton {
  /** Characters' classes, and one more for the end of the text. */
  readonly classCount: number;
  /** `2 * state + isMatch` in row `state`, column `class`, rows of `classCount`. */
  readonly transitions: readonly number[];
  /** Where each pattern starts. */
  readonly starts: readonly number[];
}

export function stateCount(automaton: Automaton): number {
  return automaton.transitions.length / automaton.classCount;
}
