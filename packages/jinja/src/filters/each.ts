import { iterate } from "../values/operations.ts";
import type { RenderState } from "../values/render-state.ts";
import type { Value } from "../values/value.ts";

/** Steps that an item costs beside its own: whoever asks does something with it. */
const WORK = 2;

/**
 * What Python's `for` goes through, for JavaScript's, once.
 *
 * @throws {TemplateRuntimeError} TypeError: not iterable
 */
export function each(value: Value, state: RenderState): Iterable<Value> {
  const items = iterate(value, state);
  const next = (): IteratorResult<Value, void> => {
    state.budget.spend(WORK);
    return items.next();
  };
  return { [Symbol.iterator]: () => ({ next }) };
}
