import { PythonObject, type Value } from "./value.ts";

/** Items that are made when asked for, once: what `map`, `select`, `batch`, … return. */
export class Generator extends PythonObject {
  readonly typeName = "generator";
  readonly name: string;
  readonly #items: Iterator<Value, void>;

  /** @param name of the function that made it, for `{{ generator }}` */
  constructor(items: Iterator<Value, void>, name = "generator") {
    super();
    this.#items = items;
    this.name = name;
  }

  text(): string {
    return `<generator object ${this.name} at 0x000000000000>`;
  }

  iterate(): Iterator<Value, void> {
    return this.#items;
  }
}
