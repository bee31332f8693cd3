import type { Arguments } from "./arguments.ts";
import { Dict, type Entry, type Hash } from "./dict.ts";
import { Tuple } from "./list.ts";
import { fail } from "./python-error.ts";
import type { Value } from "./value.ts";

/** One parameter of a Python function. */
export interface Parameter {
  readonly name: string;
  /** @default false */
  readonly required?: boolean;
  /** Not given by name. @default false */
  readonly positionalOnly?: boolean;
  /** Given by name only. @default false */
  readonly keywordOnly?: boolean;
  /** `*name`: a tuple of all further positional arguments. Stands behind all positional ones. @default false */
  readonly rest?: boolean;
  /** `**name`: a dict of all further named arguments. Stands last. @default false */
  readonly namedRest?: boolean;
}

/**
 * Lays out the arguments of a call in the order of the parameters; undefined where one is not given.
 *
 * ```ts
 * const [separator, limit] = bind("split", given, [{ name: "sep" }, { name: "maxsplit" }]);
 * ```
 *
 * @throws {TemplateRuntimeError} TypeError: missing, repeated, unexpected or too many
 */
export function bind(
  functionName: string,
  given: Arguments,
  parameters: readonly Parameter[],
): readonly (Value | undefined)[] {
  if (given.named.size === 0 && isInOrder(given.positional.length, parameters)) return given.positional;
  const values: (Value | undefined)[] = Array.from(parameters, () => undefined);
  placePositional(functionName, given.positional, parameters, values);
  placeNamed(functionName, given.named, parameters, values);
  const missing = parameters.filter(({ required }, index) => required === true && values[index] === undefined);
  if (missing.length > 0) {
    const names = missing.map(({ name }) => `'${name}'`);
    const listed = names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
    const noun = missing.length === 1 ? "argument" : "arguments";
    fail("TypeError", `${functionName}() missing ${missing.length} required positional ${noun}: ${listed}`);
  }
  return values;
}

/** Whether so many positional arguments are the parameters as they stand: what most calls are. */
function isInOrder(count: number, parameters: readonly Parameter[]): boolean {
  if (count > parameters.length) return false;
  for (let index = 0; index < parameters.length; index++) {
    const { required, keywordOnly, rest, namedRest } = parameters[index] ?? { name: "" };
    if (rest === true || namedRest === true) return false;
    if (index < count ? keywordOnly === true : required === true) return false;
  }
  return true;
}

function placePositional(
  functionName: string,
  given: readonly Value[],
  parameters: readonly Parameter[],
  values: (Value | undefined)[],
): void {
  const places = parameters.findIndex(({ keywordOnly, rest, namedRest }) => keywordOnly || rest || namedRest);
  const room = places < 0 ? parameters.length : places;
  for (const [index, value] of given.slice(0, room).entries()) values[index] = value;
  if (parameters[room]?.rest === true) {
    values[room] = new Tuple(given.slice(room));
  } else if (given.length > room) {
    const least = parameters.slice(0, room).filter(({ required }) => required).length;
    const range = least === room ? `${room}` : `from ${least} to ${room}`;
    const noun = room === 1 && least === room ? "argument" : "arguments";
    const were = given.length === 1 ? "was" : "were";
    fail("TypeError", `${functionName}() takes ${range} positional ${noun} but ${given.length} ${were} given`);
  }
}

function placeNamed(
  functionName: string,
  given: ReadonlyMap<string, Value>,
  parameters: readonly Parameter[],
  values: (Value | undefined)[],
): void {
  const others = parameters.findIndex(({ namedRest }) => namedRest);
  const entries = new Map<Hash, Entry>();
  for (const [name, value] of given) {
    const index = parameters.findIndex(
      (parameter) => parameter.name === name && !parameter.positionalOnly && !parameter.rest && !parameter.namedRest,
    );
    if (index >= 0) {
      if (values[index] !== undefined)
        fail("TypeError", `${functionName}() got multiple values for argument '${name}'`);
      values[index] = value;
    } else if (others >= 0) {
      entries.set(name, { key: name, value });
    } else {
      fail("TypeError", `${functionName}() got an unexpected keyword argument '${name}'`);
    }
  }
  if (others >= 0) values[others] = new Dict(entries);
}

/**
 * The arguments of a function that takes them by position only, as most methods of Python's own types: `str.find`.
 *
 * @throws {TemplateRuntimeError} TypeError: too few, too many, or named
 */
export function positionalArguments(
  functionName: string,
  given: Arguments,
  least: number,
  most: number,
): readonly Value[] {
  const count = given.positional.length;
  if (given.named.size > 0) fail("TypeError", `${functionName}() takes no keyword arguments`);
  if (count >= least && count <= most) return given.positional;
  const name = functionName.slice(functionName.indexOf(".") + 1);
  if (most === 0) fail("TypeError", `${functionName}() takes no arguments (${count} given)`);
  if (least === 1 && most === 1) fail("TypeError", `${functionName}() takes exactly one argument (${count} given)`);
  const [bound, number] = count < least ? ["least", least] : ["most", most];
  const expected = least === most ? number : `at ${bound} ${number}`;
  fail("TypeError", `${name} expected ${expected} argument${number === 1 ? "" : "s"}, got ${count}`);
}
