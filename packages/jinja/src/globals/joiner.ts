import type { Arguments } from "../values/arguments.ts";
import { fail } from "../values/operations.ts";
import { bind } from "../values/parameters.ts";
import type { RenderState } from "../values/render-state.ts";
import { PythonObject, type Value } from "../values/value.ts";
import { PythonCallable } from "./python-callable.ts";

/** `joiner(", ")` */
export const joiner: PythonCallable = new PythonCallable("class 'jinja2.utils.Joiner'", "Joiner", (given) => {
  const [separator = ", "] = bind("Joiner.__init__", given, [{ name: "sep" }]);
  return new Joiner(separator);
});

/** Nothing when it is called first, then the separator. */
export class Joiner extends PythonObject {
  readonly typeName = "Joiner";
  override readonly module = "jinja2.utils";
  readonly #separator: Value;
  #isUsed = false;

  constructor(separator: Value) {
    super();
    this.#separator = separator;
  }

  text(): string {
    return "<jinja2.utils.Joiner object at 0x000000000000>";
  }

  override attribute(name: string): Value | undefined {
    if (name === "sep") return this.#separator;
    return name === "used" ? this.#isUsed : undefined;
  }

  override call({ positional, named }: Arguments, state: RenderState): Value {
    const count = positional.length + named.size;
    if (count > 0) fail("TypeError", `Joiner.__call__() takes 1 positional argument but ${count + 1} were given`);
    if (this.#isUsed) return this.#separator;
    state.changing?.(this);
    this.#isUsed = true;
    return "";
  }

  /** Whether it was called, for `restore`. */
  snapshot(): boolean {
    return this.#isUsed;
  }

  restore(isUsed: boolean): void {
    this.#isUsed = isUsed;
  }
}
