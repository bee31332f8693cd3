import type { Arguments } from "../values/arguments.ts";
import { Dict, type Entry, type Hash, textHash } from "../values/dict.ts";
import { Tuple } from "../values/list.ts";
import { fail } from "../values/python-error.ts";
import { quoted } from "../strings/quoted.ts";
import { Text } from "../values/text.ts";
import { Undefined } from "../values/undefined.ts";
import { PythonObject, type Value } from "../values/value.ts";
import type { Frame } from "./frame.ts";
import type { Rendering } from "./rendering.ts";

/** What a macro or call block is, apart from where it was defined. */
export interface Signature {
  /** Null: a call block. */
  readonly name: string | null;
  readonly parameters: readonly string[];
  /** Whether the body asks for them without a parameter of the name. */
  readonly takesCaller: boolean;
  readonly takesNamed: boolean;
  readonly takesRest: boolean;
}

/** Runs the body: the values of the parameters, then `caller`, `kwargs` and `varargs` as far as they are taken. */
export type RunMacro = (given: readonly (Value | undefined)[], around: Frame, state: Rendering) => string | Text;

/** Steps that a call costs beside its body. */
const CALL = 8;

/** A macro, or the `caller` of a call block. */
export class Macro extends PythonObject {
  readonly typeName = "Macro";
  readonly module = "jinja2.runtime";
  readonly #signature: Signature;
  readonly #run: RunMacro;
  readonly #around: Frame;

  constructor(signature: Signature, run: RunMacro, around: Frame) {
    super();
    this.#signature = signature;
    this.#run = run;
    this.#around = around;
  }

  text(): string {
    const { name } = this.#signature;
    return `<Macro ${name === null ? "anonymous" : quoted(name)}>`;
  }

  override attribute(name: string): Value | undefined {
    const { name: own, parameters, takesCaller, takesNamed, takesRest } = this.#signature;
    switch (name) {
      case "name":
        return own;
      case "arguments":
        return new Tuple(parameters);
      case "catch_kwargs":
        return takesNamed;
      case "catch_varargs":
        return takesRest;
      case "caller":
        return takesCaller;
      case "explicit_caller":
        return parameters.includes("caller");
      default:
        return undefined;
    }
  }

  override call({ positional, named }: Arguments): Value {
    const { state } = this.#around;
    const { at } = state;
    state.budget.spend(CALL);
    const values = this.#lay(positional, named);
    const text = state.budget.deeper(() => this.#run(values, this.#around, state));
    state.at = at;
    return state.autoescape ? Text.markup(text) : text;
  }

  /** In the order of `RunMacro`; undefined where a parameter is left to its default. */
  #lay(positional: readonly Value[], named: ReadonlyMap<string, Value>): readonly (Value | undefined)[] {
    const { parameters, takesCaller, takesNamed, takesRest } = this.#signature;
    const count = parameters.length;
    const values: (Value | undefined)[] = positional.slice(0, count);
    const others = named.size === 0 ? named : new Map(named);
    for (let index = values.length; index < count; index++) {
      const name = parameters[index] ?? "";
      values.push(others.get(name));
      if (others instanceof Map) others.delete(name);
    }
    if (takesCaller && !parameters.includes("caller")) {
      values.push(others.get("caller") ?? new Undefined("No caller defined"));
      if (others instanceof Map) others.delete("caller");
    }
    if (takesNamed) values.push(dictOfNames(others));
    else if (others.size > 0) this.#refuseNamed(others);
    if (takesRest) values.push(new Tuple(positional.slice(count)));
    else if (positional.length > count) {
      fail("TypeError", `macro ${this.#quotedName} takes not more than ${count} argument(s)`);
    }
    return values;
  }

  #refuseNamed(named: ReadonlyMap<string, Value>): never {
    if (named.has("caller")) {
      return fail(
        "TypeError",
        `macro ${this.#quotedName} was invoked with two values for the special caller argument. This is most likely a bug.`,
      );
    }
    const [name = ""] = named.keys();
    return fail("TypeError", `macro ${this.#quotedName} takes no keyword argument ${quoted(name)}`);
  }

  get #quotedName(): string {
    const { name } = this.#signature;
    return name === null ? "None" : quoted(name);
  }
}

function dictOfNames(named: ReadonlyMap<string, Value>): Dict {
  const entries = new Map<Hash, Entry>();
  for (const [name, value] of named) entries.set(textHash(name), { key: name, value });
  return new Dict(entries);
}
