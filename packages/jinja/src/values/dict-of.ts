import { Dict, type Entry, type Hash } from "./dict.ts";
import { hashOf } from "./hash.ts";
import type { RenderState } from "./render-state.ts";
import type { Value } from "./value.ts";

/** Steps that an entry costs. */
const ENTRY = 4;

/**
 * A dict of these entries. Of equal keys the first stays, with the last value.
 *
 * @throws {TemplateRuntimeError} TypeError: a key is unhashable
 */
export function dictOf(entries: Iterable<readonly [Value, Value]>, state?: RenderState): Dict {
  const made = new Map<Hash, Entry>();
  for (const [key, value] of entries) {
    state?.budget.spend(ENTRY);
    const hash = hashOf(key, state);
    const known = made.get(hash);
    made.set(hash, { key: known === undefined ? key : known.key, value });
  }
  return new Dict(made);
}
