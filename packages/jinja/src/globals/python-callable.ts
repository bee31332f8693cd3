import type { Arguments } from "../values/arguments.ts";
import { Builtin } from "../values/builtin.ts";
import type { RenderState } from "../values/render-state.ts";
import type { Value } from "../values/value.ts";

/** A function or class written in Python, which prints otherwise than one of Python's own. */
export class PythonCallable extends Builtin {
  override readonly typeName: string;
  readonly #printed: string;

  /** @param printed `class 'jinja2.utils.Cycler'`, `function raise_exception` */
  constructor(printed: string, name: string, run: (given: Arguments, state: RenderState) => Value) {
    super(name, run);
    this.#printed = printed;
    this.typeName = printed.startsWith("class") ? "type" : "function";
  }

  override text(): string {
    return this.typeName === "type" ? `<${this.#printed}>` : `<${this.#printed} at 0x000000000000>`;
  }
}
