import type { Arguments } from "../values/arguments.ts";
import { fail } from "../values/operations.ts";
import { bind, type Parameter } from "../values/parameters.ts";
import type { Filter, RenderState } from "../values/render-state.ts";
import type { Value } from "../values/value.ts";

/** The arguments of a function by its parameters: one whose name ends in `?` may be left out. */
export type Given<Names extends readonly string[]> = {
  readonly [Index in keyof Names]: Names[Index] extends `${string}?` ? Value | undefined : Value;
};

/** Lays out the arguments of a call by the names of a Python function's parameters. */
export function binder<const Names extends readonly string[]>(
  functionName: string,
  names: Names,
): (given: Arguments) => Given<Names> {
  const parameters: readonly Parameter[] = names.map((name) =>
    name.endsWith("?") ? { name: name.slice(0, -1) } : { name, required: true },
  );
  const isComplete = (values: readonly (Value | undefined)[]): values is Given<Names> =>
    parameters.every(({ required }, index) => required !== true || values[index] !== undefined);
  return (given) => {
    const values = bind(functionName, given, parameters);
    return isComplete(values) ? values : fail("TypeError", `${functionName}() misses an argument`);
  };
}

/**
 * A filter that takes its arguments as a Python function does, the filtered value first.
 *
 * ```ts
 * defineFilter("do_center", ["value", "width?"], ([value, width = 80], state) => …)
 * ```
 */
export function defineFilter<const Names extends readonly string[]>(
  functionName: string,
  names: Names,
  run: (given: Given<Names>, state: RenderState) => Value,
): Filter {
  const layOut = binder(functionName, names);
  return (value, given, state) => run(layOut(behind(value, given)), state);
}

/** A filter that takes nothing but the value. */
export function defineBuiltin(functionName: string, run: (value: Value, state: RenderState) => Value): Filter {
  return (value, given, state) => {
    if (given.named.size > 0) fail("TypeError", `${functionName}() takes no keyword arguments`);
    const count = given.positional.length + 1;
    if (count > 1) fail("TypeError", `${functionName}() takes exactly one argument (${count} given)`);
    return run(value, state);
  };
}

/** A value and the arguments behind it, as one call. */
export function behind(value: Value, given: Arguments): Arguments {
  return { positional: [value, ...given.positional], named: given.named };
}
