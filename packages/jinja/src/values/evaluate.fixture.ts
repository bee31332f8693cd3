import { LimitError } from "../errors.ts";
import { Budget, DEFAULT_LIMITS, type Limits } from "../limits.ts";
import type { Expression, SliceNode } from "../syntax/nodes.ts";
import { parseTemplate } from "../syntax/parse-template.ts";
import type { Arguments } from "./arguments.ts";
import { List, Tuple } from "./list.ts";
import { Float } from "./numbers.ts";
import {
  binary,
  call,
  compare,
  concatenate,
  dictOf,
  escapeMarkup,
  getAttribute,
  getItem,
  itemsOf,
  lengthOf,
  negate,
  positive,
  sliceOf,
  softString,
  truth,
} from "./operations.ts";
import type { RenderState } from "./render-state.ts";
import { Text } from "./text.ts";
import { Undefined } from "./undefined.ts";
import { PythonObject, type Value } from "./value.ts";

export function renderState(limits: Partial<Limits> = {}): RenderState {
  const budget = new Budget({ ...DEFAULT_LIMITS, ...limits });
  return { budget, filters: new Map(), tests: new Map(), now: new Date(0), autoescape: false };
}

/** What an expression is, for tests of values alone: names, operators, calls, and the few filters and tests that the cases use. */
export function evaluate(
  expression: string,
  variables: ReadonlyMap<string, Value>,
  state: RenderState = renderState(),
): Value {
  const [output] = parseTemplate(`{{ ${expression} }}`, DEFAULT_LIMITS).body;
  const part = output?.kind === "output" ? output.parts[0] : undefined;
  if (part === undefined || part.kind === "text") throw new LimitError(`no expression: ${expression}`);
  return valueOf(part, variables, state);
}

function valueOf(node: Expression, variables: ReadonlyMap<string, Value>, state: RenderState): Value {
  const of = (child: Expression): Value => valueOf(child, variables, state);
  const given = (nodes: {
    readonly positional: readonly Expression[];
    readonly named: readonly (readonly [string, Expression])[];
  }): Arguments => ({
    positional: nodes.positional.map(of),
    named: new Map(nodes.named.map(([name, child]) => [name, of(child)])),
  });
  switch (node.kind) {
    case "name":
      return variables.get(node.name) ?? missing(variables, node.name);
    case "constant":
      return node.isFloat ? new Float(Number(node.value)) : node.value;
    case "tuple":
      return new Tuple(node.items.map(of));
    case "list":
      return new List(node.items.map(of));
    case "dict":
      return dictOf(node.entries.map(([key, value]) => [of(key), of(value)]));
    case "conditional":
      return truth(of(node.test), state)
        ? of(node.value)
        : node.otherwise === null
          ? new Undefined("")
          : of(node.otherwise);
    case "filter":
      return filtered(node.name, of(node.operand), state);
    case "test":
      return tested(node.name, of(node.operand));
    case "call":
      return call(of(node.callee), given(node.arguments), state);
    case "get-item":
      return node.key.kind === "slice"
        ? sliced(of(node.object), node.key, of, state)
        : getItem(of(node.object), of(node.key), state);
    case "get-attribute":
      return getAttribute(of(node.object), node.attribute, state);
    case "concat":
      return concatenate(node.items.map(of), state);
    case "compare": {
      let left = of(node.first);
      for (const [operator, operand] of node.rest) {
        const right = of(operand);
        if (!compare(operator, left, right, state)) return false;
        left = right;
      }
      return true;
    }
    case "binary":
      return binary(node.operator, of(node.left), of(node.right), state);
    case "unary":
      if (node.operator === "not") return !truth(of(node.operand), state);
      return node.operator === "-" ? negate(of(node.operand), state) : positive(of(node.operand), state);
    case "logical": {
      const left = of(node.left);
      return truth(left, state) === (node.operator === "and") ? of(node.right) : left;
    }
    default:
      throw new LimitError(`not here: ${node.kind}`);
  }
}

function missing(variables: ReadonlyMap<string, Value>, name: string): Value {
  return variables.has(name) ? null : new Undefined(`'${name}' is undefined`);
}

function sliced(object: Value, node: SliceNode, of: (child: Expression) => Value, state: RenderState): Value {
  const [start = null, stop = null, step = null] = [node.start, node.stop, node.step].map((bound) =>
    bound === null ? null : of(bound),
  );
  return sliceOf(object, start, stop, step, state);
}

function filtered(name: string, value: Value, state: RenderState): Value {
  if (name === "safe") return Text.markup(softString(value, state));
  if (name === "escape") return escapeMarkup(value, state);
  if (name === "list") return new List(itemsOf(value, state));
  if (name === "length") return lengthOf(value, state);
  if (name === "first") return itemsOf(value, state)[0] ?? null;
  throw new LimitError(`no filter here: ${name}`);
}

function tested(name: string, value: Value): boolean {
  return name === "defined"
    ? !(value instanceof Undefined)
    : value instanceof Undefined || (value instanceof PythonObject && value.call !== undefined);
}
