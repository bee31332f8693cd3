import type { Arguments } from "./arguments.ts";
import type { RenderState } from "./render-state.ts";
import { representation } from "./representation.ts";
import { isMarkup, plain } from "./text.ts";
import { typeName } from "./type-name.ts";
import { PythonObject, type Value } from "./value.ts";

/** Methods that Markup has from str. Those that it has of its own print as `<bound method Markup.upper of …>`. */
const INHERITED: ReadonlySet<string> = new Set(
  (
    "count encode endswith find index maketrans rfind rindex startswith " +
    "isalnum isalpha isascii isdecimal isdigit isidentifier islower isnumeric isprintable isspace istitle isupper"
  ).split(" "),
);

/** A function or bound method that templates can call. */
export class Builtin extends PythonObject {
  readonly typeName: string = "builtin_function_or_method";
  readonly name: string;
  /** Whose method it is. */
  readonly self: Value | undefined;
  readonly #run: (given: Arguments, state: RenderState) => Value;

  constructor(name: string, run: (given: Arguments, state: RenderState) => Value, self?: Value) {
    super();
    this.name = name;
    this.self = self;
    this.#run = run;
  }

  text(state: RenderState): string {
    if (this.self === undefined) return `<built-in function ${this.name}>`;
    if (isMarkup(this.self) && !INHERITED.has(this.name)) {
      return `<bound method Markup.${this.name} of ${plain(representation(this.self, state))}>`;
    }
    return `<built-in method ${this.name} of ${typeName(this.self)} object at 0x000000000000>`;
  }

  call(given: Arguments, state: RenderState): Value {
    return this.#run(given, state);
  }
}
