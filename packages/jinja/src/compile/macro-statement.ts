import type { CallBlockNode, Expression, MacroNode } from "../syntax/nodes.ts";
import { Undefined } from "../values/undefined.ts";
import type { Str } from "../values/text.ts";
import type { Value } from "../values/value.ts";
import { compileExpression } from "./compiler.ts";
import { findInFunction } from "./find-symbols.ts";
import { type Execute, Frame, GO_ON } from "./frame.ts";
import { freeNames } from "./free-names.ts";
import { Layout } from "./layout.ts";
import { Macro, type Signature } from "./macro.ts";
import { inner, type Scope } from "./scope.ts";
import { compileBody } from "./body.ts";
import { Symbols } from "./symbols.ts";
import { compileEnter, compileStore } from "./variables.ts";

/** `{% macro name(…) %}…{% endmacro %}` */
export function compileMacro(node: MacroNode, scope: Scope): Execute {
  const make = compileCallable(node, node.name, scope);
  const store = compileStore(node.name, scope);
  return (frame) => {
    store(frame, make(frame));
    return GO_ON;
  };
}

/** What a macro or a call block defines, made where it stands. */
export function compileCallable(
  node: MacroNode | CallBlockNode,
  name: string | null,
  scope: Scope,
): (frame: Frame) => Macro {
  const layout = new Layout(scope.symbols.layout);
  const symbols = new Symbols(scope.symbols, layout);
  findInFunction(node, symbols);
  const { parameters, defaults } = node;
  const free = freeNames(node.body, SPECIAL);
  const takesCaller = free.has("caller");
  const takes = (special: string): boolean => free.has(special) && !parameters.includes(special);
  const signature: Signature = {
    name,
    parameters,
    takesCaller,
    takesNamed: takes("kwargs"),
    takesRest: takes("varargs"),
  };
  const slots = [...parameters, ...["caller", "kwargs", "varargs"].filter(takes)].map((parameter) =>
    symbols.parameter(parameter),
  );
  const within = inner(scope, symbols);
  const fills = parameters.map((parameter, index) => {
    const given = defaults[index - parameters.length + defaults.length];
    return { slot: symbols.parameter(parameter), value: compileDefault(given, parameter, within) };
  });
  const body = compileBody(node.body, within);
  const enter = compileEnter(symbols, within);
  const run = (given: readonly (Value | undefined)[], around: Frame): Str => {
    const frame = new Frame(layout.size, around, around.state, around.context);
    for (let index = 0; index < slots.length; index++) frame.slots[slots[index] ?? 0] = given[index];
    return (
      frame.state.capture(() => {
        enter?.(frame);
        for (const { slot, value } of fills) if (frame.slots[slot] === undefined) frame.slots[slot] = value(frame);
        body(frame);
        return true;
      }) ?? ""
    );
  };
  return (frame) => new Macro(signature, run, frame);
}

const SPECIAL = ["caller", "kwargs", "varargs"];

function compileDefault(node: Expression | undefined, parameter: string, scope: Scope): (frame: Frame) => Value {
  if (node !== undefined) return compileExpression(node, scope);
  const missing = new Undefined(`parameter '${parameter}' was not provided`);
  return () => missing;
}
