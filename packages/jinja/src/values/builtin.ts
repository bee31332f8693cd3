import type { Arguments } from "./arguments.ts";
import type { RenderState } from "./render-state.ts";
import { PythonObject, type Value } from "./value.ts";

/** A function or bound method that templates can call. */
export class Builtin extends PythonObject {
  readonly typeName: string = "builtin_function_or_method";
  readonly name: string;
  readonly #run: (given: Arguments, state: RenderState) => Value;

  constructor(name: string, run: (given: Arguments, state: RenderState) => Value) {
    super();
    this.name = name;
    this.#run = run;
  }

  text(): string {
    return `<built-in function ${this.name}>`;
  }

  call(given: Arguments, state: RenderState): Value {
    return this.#run(given, state);
  }
}
