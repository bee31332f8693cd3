/**
 * Random numbers that follow from a seed alone, the same on every machine: splitmix32.
 *
 * @returns a function that gives whole numbers from 0 to `below` - 1; `below` up to 2^32
 */
export function seededRandom(seed: number): (below: number) => number {
  let state = seed | 0;
  const next = (): number => {
    state = (state + 0x9e3779b9) | 0;
    let mixed = Math.imul(state ^ (state >>> 16), 0x21f0aaad);
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
    return (mixed ^ (mixed >>> 15)) >>> 0;
  };
  return (below) => {
    // Numbers of the last, incomplete round would make small ones more frequent.
    const limit = 2 ** 32 - (2 ** 32 % below);
    for (;;) {
      const number = next();
      if (number < limit) return number % below;
    }
  };
}

/** Puts numbers into a random order, in place (Fisher and Yates). */
export function shuffle(numbers: Int32Array, seed: number): void {
  const random = seededRandom(seed);
  for (let at = numbers.length - 1; at > 0; at--) {
    const other = random(at + 1);
    const kept = numbers[at] ?? 0;
    numbers[at] = numbers[other] ?? 0;
    numbers[other] = kept;
  }
}
