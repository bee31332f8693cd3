import { type Automaton, stateCount } from "./automaton.ts";

/**
 * Makes one state of all that nothing tells apart, and numbers the states in the order in which they are reached, so that the busy ones lie together.
 * (Moore's algorithm; an automaton that would need very many rounds is left as it is.)
 */
export function minimize(automaton: Automaton): Automaton {
  const blocks = findBlocks(automaton);
  const { classCount, transitions } = automaton;
  const numbers = new Map<number, number>();
  const members: number[] = [];
  const numberOf = (state: number): number => {
    const block = blocks[state] ?? 0;
    const known = numbers.get(block);
    if (known !== undefined) return known;
    const number = members.push(state) - 1;
    numbers.set(block, number);
    return number;
  };
  numberOf(0);
  const starts = automaton.starts.map(numberOf);
  const minimal: number[] = [];
  for (let index = 0; index < members.length; index++) {
    const row = (members[index] ?? 0) * classCount;
    for (const transition of transitions.slice(row, row + classCount))
      minimal.push(numberOf(transition >> 1) * 2 + (transition & 1));
  }
  return { classCount, transitions: minimal, starts };
}

const MOST_ROUNDS = 30;

/** A number for each state, the same for those that nothing tells apart. */
function findBlocks(automaton: Automaton): Uint32Array {
  const { classCount, transitions } = automaton;
  const count = stateCount(automaton);
  let blocks = new Uint32Array(count);
  let blockCount = 1;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const refined = new Uint32Array(count);
    const numbers = new Map<string, number>();
    for (let state = 0; state < count; state++) {
      // The dead state has a block of its own from the beginning: no other can be it, since from each a match can be found or was.
      let key = `${state === 0} ${blocks[state]}`;
      for (let index = state * classCount; index < (state + 1) * classCount; index++) {
        const transition = transitions[index] ?? 0;
        key += ` ${(blocks[transition >> 1] ?? 0) * 2 + (transition & 1)}`;
      }
      let block = numbers.get(key);
      if (block === undefined) numbers.set(key, (block = numbers.size));
      refined[state] = block;
    }
    if (numbers.size === blockCount) return blocks;
    blocks = refined;
    blockCount = numbers.size;
  }
  return blocks.map((_, state) => state);
}
