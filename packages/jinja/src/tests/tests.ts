import { callMethod } from "../filters/call-method.ts";
import { type Given, behind, binder } from "../filters/define-filter.ts";
import { type Arguments, NO_ARGUMENTS } from "../values/arguments.ts";
import { Dict } from "../values/dict.ts";
import { List } from "../values/list.ts";
import { Float } from "../values/numbers.ts";
import {
  asInteger,
  binary,
  compare,
  contains,
  equals,
  fail,
  hashOf,
  isIterable,
  stringOf,
  truth,
} from "../values/operations.ts";
import type { RenderState, Test } from "../values/render-state.ts";
import { isMarkup, isText, plain } from "../values/text.ts";
import { Undefined } from "../values/undefined.ts";
import { PythonObject, type Value } from "../values/value.ts";
import { isSame } from "./is-same.ts";

/** A test that takes its arguments as a Python function does, the tested value first. */
function defineTest<const Names extends readonly string[]>(
  functionName: string,
  names: Names,
  run: (given: Given<Names>, state: RenderState) => boolean,
): Test {
  const layOut = binder(functionName, names);
  return (value, given, state) => run(layOut(behind(value, given)), state);
}

/** A test of the value alone. */
function about(name: string, run: (value: Value, state: RenderState) => boolean): Test {
  const layOut = binder(`test_${name}`, ["value"]);
  return (value, given, state) => {
    if (given !== NO_ARGUMENTS) layOut(behind(value, given));
    return run(value, state);
  };
}

/** One of Python's comparisons, of the value and one argument. */
function comparison(name: string, operator: "==" | "!=" | "<" | "<=" | ">" | ">="): Test {
  return (value, given, state) => compare(operator, value, only(name, given), state);
}

function only(name: string, { positional, named }: Arguments): Value {
  if (named.size > 0) fail("TypeError", `${name}() takes no keyword arguments`);
  const [other] = positional;
  if (other === undefined || positional.length > 1) {
    fail("TypeError", `${name} expected 2 arguments, got ${positional.length + 1}`);
  }
  return other;
}

const isCallable: Test = (value, { positional, named }) => {
  if (positional.length > 0 || named.size > 0) fail("TypeError", "callable() takes exactly one argument");
  return value instanceof Undefined || (value instanceof PythonObject && value.call !== undefined);
};

function isInteger(value: Value): boolean {
  return typeof value !== "boolean" && asInteger(value) !== null;
}

/** Whether there is one by this name. */
function isKnown(known: ReadonlyMap<string, unknown>, name: Value, state: RenderState): boolean {
  hashOf(name, state);
  return isText(name) && known.has(plain(name));
}

function isSequence(value: Value): boolean {
  if (isText(value) || value instanceof List || value instanceof Dict || value instanceof Undefined) return true;
  return value instanceof PythonObject && value.length !== undefined && value.item !== undefined;
}

/** `str(value).islower()` and `str(value).isupper()` */
function hasCase(method: "islower" | "isupper"): (value: Value, state: RenderState) => boolean {
  return (value, state) => truth(callMethod(stringOf(value, state), method, [], state), state);
}

/** Every test of Jinja2 3.1.6. */
export const TESTS: ReadonlyMap<string, Test> = new Map([
  ["odd", about("odd", (value, state) => equals(binary("%", value, 2, state), 1, state))],
  ["even", about("even", (value, state) => equals(binary("%", value, 2, state), 0, state))],
  [
    "divisibleby",
    defineTest("test_divisibleby", ["value", "num"], ([value, divisor], state) =>
      equals(binary("%", value, divisor, state), 0, state),
    ),
  ],
  ["defined", about("defined", (value) => !(value instanceof Undefined))],
  ["undefined", about("undefined", (value) => value instanceof Undefined)],
  ["filter", about("filter", (value, state) => isKnown(state.filters, value, state))],
  ["test", about("test", (value, state) => isKnown(state.tests, value, state))],
  ["none", about("none", (value) => value === null)],
  ["boolean", about("boolean", (value) => typeof value === "boolean")],
  ["false", about("false", (value) => value === false)],
  ["true", about("true", (value) => value === true)],
  ["integer", about("integer", isInteger)],
  ["float", about("float", (value) => value instanceof Float)],
  ["lower", about("lower", hasCase("islower"))],
  ["upper", about("upper", hasCase("isupper"))],
  ["string", about("string", isText)],
  ["mapping", about("mapping", (value) => value instanceof Dict)],
  ["number", about("number", (value) => asInteger(value) !== null || value instanceof Float)],
  ["sequence", about("sequence", isSequence)],
  ["iterable", about("iterable", isIterable)],
  ["callable", isCallable],
  ["sameas", defineTest("test_sameas", ["value", "other"], ([value, other]) => isSame(value, other))],
  ["escaped", about("escaped", isMarkup)],
  ["in", defineTest("test_in", ["value", "seq"], ([value, container], state) => contains(container, value, state))],
  ["==", comparison("eq", "==")],
  ["eq", comparison("eq", "==")],
  ["equalto", comparison("eq", "==")],
  ["!=", comparison("ne", "!=")],
  ["ne", comparison("ne", "!=")],
  [">", comparison("gt", ">")],
  ["gt", comparison("gt", ">")],
  ["greaterthan", comparison("gt", ">")],
  ["ge", comparison("ge", ">=")],
  [">=", comparison("ge", ">=")],
  ["<", comparison("lt", "<")],
  ["lt", comparison("lt", "<")],
  ["lessthan", comparison("lt", "<")],
  ["<=", comparison("le", "<=")],
  ["le", comparison("le", "<=")],
]);
