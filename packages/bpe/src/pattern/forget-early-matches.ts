import { type Automaton, stateCount } from "./automaton.ts";

/**
 * Leaves out the matches that a longer one always follows: behind one letter of `\p{L}+` there is a match, but whatever is read next, a match is
 * found again. A match is kept where the automaton dies, and where it may die later without another.
 */
export function forgetEarlyMatches(automaton: Automaton): Automaton {
  const { classCount, transitions } = automaton;
  const mayFail = new Uint8Array(stateCount(automaton));
  for (let isChanged = true; isChanged;) {
    isChanged = false;
    for (let state = mayFail.length - 1; state > 0; state--) {
      if (mayFail[state] === 1) continue;
      for (let index = state * classCount; index < (state + 1) * classCount; index++) {
        const transition = transitions[index] ?? 0;
        if (transition % 2 === 1 || (transition > 1 && mayFail[transition >> 1] === 0)) continue;
        mayFail[state] = 1;
        isChanged = true;
        break;
      }
    }
  }
  return {
    ...automaton,
    transitions: transitions.map((transition) =>
      transition > 1 && mayFail[transition >> 1] === 0 ? transition & ~1 : transition,
    ),
  };
}
