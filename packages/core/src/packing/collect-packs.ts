/** Packs in their order: pack p holds the examples `examples[ends[p - 1] .. ends[p])`. */
export interface Packs {
  readonly examples: Int32Array;
  readonly ends: Int32Array;
}

/**
 * Brings what a {@link PackingStrategy} assigned into order: within a pack examples as in the data set, packs by their first examples.
 *
 * ```
 * packOf [2, 0, 2, 1]  gives  examples [0, 2, 1, 3], ends [2, 3, 4]
 * ```
 */
export function collectPacks(packOf: Int32Array): Packs {
  const order = new Int32Array(packOf.reduce((most, pack) => Math.max(most, pack + 1), 0)).fill(-1);
  const ends = new Int32Array(order.length);
  let packs = 0;
  for (const pack of packOf) {
    if ((order[pack] ?? -1) < 0) order[pack] = packs++;
    ends[order[pack] ?? 0] = (ends[order[pack] ?? 0] ?? 0) + 1;
  }
  let end = 0;
  const next = ends.map((count) => (end += count) - count);
  const examples = new Int32Array(packOf.length);
  for (const [example, pack] of packOf.entries()) {
    const place = order[pack] ?? 0;
    examples[next[place] ?? 0] = example;
    next[place] = (next[place] ?? 0) + 1;
  }
  return { examples, ends: next };
}
