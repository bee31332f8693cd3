import type { AssignBlockNode, CallBlockNode, FilterBlockNode } from "../syntax/nodes.ts";
import { fail } from "../values/python-error.ts";
import { stringOf, typeName } from "../values/operations.ts";
import { type Str, Text } from "../values/text.ts";
import type { Value } from "../values/value.ts";
import { compileCallWithCaller } from "./call.ts";
import { compileFilters } from "./filter.ts";
import { findInFilters, findSymbols } from "./find-symbols.ts";
import { type Execute, type Frame, GO_ON, type Signal } from "./frame.ts";
import { compileCallable } from "./macro-statement.ts";
import type { Rendering } from "./rendering.ts";
import { inner, type Scope } from "./scope.ts";
import { compileBody } from "./body.ts";
import { Symbols } from "./symbols.ts";
import { compileTarget } from "./target.ts";
import { compileEnter, compileLeave } from "./variables.ts";

/** `{% set x %}…{% endset %}` */
export function compileAssignBlock(node: AssignBlockNode, scope: Scope): Execute {
  const symbols = new Symbols(scope.symbols, scope.symbols.layout);
  findSymbols(node.body, symbols);
  const within = inner(scope, symbols);
  const body = compileBody(node.body, within);
  const filter = compileFilters(node.filters, within);
  const assign = compileTarget(node.target, scope);
  const enter = compileEnter(symbols, within);
  const leave = compileLeave(symbols);
  return (frame) => {
    const { state } = frame;
    enter?.(frame);
    const captured = capture(frame, body);
    if (typeof captured === "number") return captured;
    // With filters the text is Markup before them only where that is known when the template is compiled.
    const text = node.filters.length > 0 ? markUp(captured, scope.escapes, state) : captured;
    const value = filter(frame, text);
    state.at = node.offset;
    assign(frame, state.autoescape ? Text.markup(stringOf(value, state)) : value);
    leave?.(frame);
    return GO_ON;
  };
}

/** `{% filter upper %}…{% endfilter %}` */
export function compileFilterBlock(node: FilterBlockNode, scope: Scope): Execute {
  const symbols = new Symbols(scope.symbols, scope.symbols.layout);
  findSymbols(node.body, symbols);
  findInFilters(node.filters, symbols);
  const within = inner(scope, symbols);
  const body = compileBody(node.body, within);
  const filter = compileFilters(node.filters, within);
  const enter = compileEnter(symbols, within);
  const leave = compileLeave(symbols);
  return (frame) => {
    enter?.(frame);
    const captured = capture(frame, body);
    if (typeof captured === "number") return captured;
    const value = filter(frame, markUp(captured, scope.escapes, frame.state));
    frame.state.at = node.offset;
    printUnchanged(value, frame.state);
    leave?.(frame);
    return GO_ON;
  };
}

/** `{% call(x) macro() %}…{% endcall %}` */
export function compileCallBlock(node: CallBlockNode, scope: Scope): Execute {
  const makeCaller = compileCallable(node, null, scope);
  const call = compileCallWithCaller(node.call, scope);
  return (frame) => {
    const value = call(frame, makeCaller(frame));
    frame.state.at = node.offset;
    printUnchanged(value, frame.state);
    return GO_ON;
  };
}

/** The text that a body prints, or the signal by which a surrounding loop is to go on instead. */
function capture(frame: Frame, body: Execute): Str | Signal {
  let signal: Signal = GO_ON;
  const text = frame.state.capture(() => {
    signal = body(frame);
    return signal === GO_ON;
  });
  return text ?? signal;
}

function markUp(text: Str, escapes: boolean | null, state: Rendering): Str {
  return escapes === true || (escapes === null && state.autoescape) ? Text.markup(text) : text;
}

/** Python joins what a call or filter block gives without making a str of it. */
function printUnchanged(value: Value, state: Rendering): void {
  if (!isText(value)) return fail("TypeError", `sequence item: expected str instance, ${typeName(value)} found`);
  state.print(value);
}

function isText(value: Value): value is Str {
  return typeof value === "string" || value instanceof Text;
}
