import { nextAge } from "./age.ts";
import { fail } from "./python-error.ts";
import type { RenderState } from "./render-state.ts";
import { PythonObject, type Value } from "./value.ts";

/** Items that are made when asked for, once: what `map`, `select`, `batch`, … return. */
export class Generator extends PythonObject {
  readonly typeName = "generator";
  readonly name: string;
  readonly #items: Iterator<Value, void>;
  readonly #age: number;

  /** @param name of the function that made it, for `{{ generator }}` */
  constructor(items: Iterator<Value, void>, name = "generator") {
    super();
    this.#items = items;
    this.#age = nextAge();
    this.name = name;
  }

  text(): string {
    return `<generator object ${this.name} at 0x000000000000>`;
  }

  override iterate(state: RenderState): Iterator<Value, void> {
    if (this.#age <= (state.sealed ?? 0))
      fail("RuntimeError", "a generator of the rendering is read in what is only tried");
    return this.#items;
  }
}
