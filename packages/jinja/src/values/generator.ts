import { nextAge } from "./age.ts";
import { fail } from "./python-error.ts";
import type { RenderState } from "./render-state.ts";
import { PythonObject, type Value } from "./value.ts";

/** An iterator of Python's: its items are made when asked for, and each is given once. */
export class PythonIterator extends PythonObject {
  readonly typeName: string;
  readonly #items: Iterator<Value, void>;
  readonly #age: number;

  constructor(typeName: string, items: Iterator<Value, void>) {
    super();
    this.typeName = typeName;
    this.#items = items;
    this.#age = nextAge();
  }

  text(): string {
    return `<${this.typeName} object at 0x000000000000>`;
  }

  /** @throws {TemplateRuntimeError} RuntimeError, if only an ending is tried: the rendering itself needs the items */
  override iterate(state: RenderState): Iterator<Value, void> {
    if (this.#age <= (state.sealed ?? 0)) {
      fail("RuntimeError", "an iterator of the rendering is read in what is only tried");
    }
    return this.#items;
  }
}

/** What `map`, `select`, `batch`, … return. */
export class Generator extends PythonIterator {
  readonly name: string;

  /** @param name of the function that made it, for `{{ generator }}` */
  constructor(items: Iterator<Value, void>, name = "generator") {
    super("generator", items);
    this.name = name;
  }

  override text(): string {
    return `<generator object ${this.name} at 0x000000000000>`;
  }
}
