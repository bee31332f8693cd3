import { iterate } from "../values/operations.ts";
import type { RenderState } from "../values/render-state.ts";
import type { Value } from "../values/value.ts";

/**
 * What Python's `for` goes through, for JavaScript's, once.
 *
 * @throws {TemplateRuntimeError} TypeError: not iterable
 */
export function each(value: Value, state: RenderState): Iterable<Value> {
  const items = iterate(value, state);
  return { [Symbol.iterator]: () => items };
}
