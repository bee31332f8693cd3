import { Builtin } from "../values/builtin.ts";
import { Tuple } from "../values/list.ts";
import { fail } from "../values/operations.ts";
import type { RenderState } from "../values/render-state.ts";
import { PythonObject, type Value } from "../values/value.ts";
import { PythonCallable } from "./python-callable.ts";

/** `cycler("odd", "even")` */
export const cycler: PythonCallable = new PythonCallable(
  "class 'jinja2.utils.Cycler'",
  "Cycler",
  ({ positional, named }) => {
    if (named.size > 0) fail("TypeError", "Cycler.__init__() got an unexpected keyword argument");
    if (positional.length === 0) fail("RuntimeError", "at least one item has to be provided");
    return new Cycler(positional);
  },
);

/** Items one after the other, and from the beginning again. */
export class Cycler extends PythonObject {
  readonly typeName = "Cycler";
  override readonly module = "jinja2.utils";
  readonly #items: readonly Value[];
  #position = 0;

  constructor(items: readonly Value[]) {
    super();
    this.#items = items;
  }

  text(): string {
    return "<jinja2.utils.Cycler object at 0x000000000000>";
  }

  override attribute(name: string): Value | undefined {
    switch (name) {
      case "current":
        return this.#items[this.#position] ?? null;
      case "pos":
        return this.#position;
      case "items":
        return new Tuple(this.#items);
      case "next":
        return method(name, (state) => {
          state.changing?.(this);
          const current = this.#items[this.#position] ?? null;
          this.#position = (this.#position + 1) % this.#items.length;
          return current;
        });
      case "reset":
        return method(name, (state) => {
          state.changing?.(this);
          this.#position = 0;
          return null;
        });
      default:
        return undefined;
    }
  }

  /** Where it stands, for `restore`. */
  snapshot(): number {
    return this.#position;
  }

  restore(position: number): void {
    this.#position = position;
  }
}

function method(name: string, run: (state: RenderState) => Value): Builtin {
  return new Builtin(name, ({ positional, named }, state) => {
    const count = positional.length + named.size;
    if (count > 0) fail("TypeError", `Cycler.${name}() takes 1 positional argument but ${count + 1} were given`);
    return run(state);
  });
}
