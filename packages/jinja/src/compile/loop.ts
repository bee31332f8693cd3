import { ContextDict } from "../context/context-dict.ts";
import type { ForNode, Statement, TargetTupleNode } from "../syntax/nodes.ts";
import { Tuple } from "../values/list.ts";
import type { Str } from "../values/text.ts";
import { Text } from "../values/text.ts";
import type { Value } from "../values/value.ts";
import { nestedIn } from "./children.ts";
import { cursorOf, FilteredCursor, type LoopFilter } from "./cursor.ts";
import { compileCheck, compileExpression } from "./compiler.ts";
import { declareTarget, findInExpression, findInLoop, findSymbols } from "./find-symbols.ts";
import { BREAK, type Evaluate, type Execute, Frame, GO_ON, type Signal } from "./frame.ts";
import { freeNames } from "./free-names.ts";
import { Layout } from "./layout.ts";
import { LoopObject } from "./loop-object.ts";
import type { Rendering } from "./rendering.ts";
import { type Rest, runRest } from "./rest.ts";
import { inner, type Scope } from "./scope.ts";
import { compileBody } from "./body.ts";
import { Symbols } from "./symbols.ts";
import { compileTarget } from "./target.ts";
import { tryEnding } from "./try-ending.ts";
import { compileEnter, compileLeave } from "./variables.ts";

/** `{% for target in iterable if test recursive %}…{% else %}…{% endfor %}` */
export function compileFor(node: ForNode, scope: Scope): Execute {
  const iterable = compileExpression(node.iterable, scope);
  const test = compileLoopTest(node, scope);
  if (node.recursive) return compileRecursive(node, iterable, test, scope);
  const { layout } = scope.symbols;
  const loop = compileLoop(node, new Symbols(scope.symbols, layout), new Symbols(scope.symbols, layout), scope);
  const { rest } = scope;
  return (frame) => {
    const items = iterable(frame);
    frame.state.at = node.iterable.offset;
    return loop(frame, { items, filter: test?.(frame) ?? null, recurse: null, depth0: 0, rest });
  };
}

/** One run of a loop. */
interface Run {
  readonly items: Value;
  readonly filter: LoopFilter | null;
  /** What `loop(…)` does in a recursive loop. */
  readonly recurse: ((items: Value, depth0: number) => Str) | null;
  readonly depth0: number;
  /** What stands behind the loop, if that may be run at once. */
  readonly rest: Rest | null;
}

/** A recursive loop is a function, which prints what it gives. */
function compileRecursive(node: ForNode, iterable: Evaluate, test: LoopTest | null, scope: Scope): Execute {
  const layout = new Layout(scope.symbols.layout);
  const within = inner(scope, scope.symbols);
  const loop = compileLoop(node, new Symbols(scope.symbols, layout), new Symbols(scope.symbols, layout), within);
  return (around) => {
    const { state } = around;
    const filter = test?.(around) ?? null;
    const recurse = (items: Value, depth0: number): Str => {
      const text = state.budget.deeper(() =>
        state.capture(() => {
          const frame = new Frame(layout.size, around, state, around.context);
          loop(frame, { items, filter, recurse, depth0, rest: null });
          return true;
        }),
      );
      return scope.escapes === true || (scope.escapes === null && state.autoescape)
        ? Text.markup(text ?? "")
        : (text ?? "");
    };
    const items = iterable(around);
    state.at = node.iterable.offset;
    state.print(recurse(items, 0));
    return GO_ON;
  };
}

function compileLoop(
  node: ForNode,
  symbols: Symbols,
  otherwise: Symbols,
  scope: Scope,
): (frame: Frame, run: Run) => Signal {
  const hasLoop = node.recursive || freeNames(node.body, ["loop"]).size > 0 || node.body.some(hasScopedBlock);
  const loopSlot = hasLoop ? symbols.parameter("loop") : null;
  findInLoop(node, symbols);
  const within = { ...inner(scope, symbols) };
  const assign = compileTarget(node.target, within);
  const body = compileBody(node.body, within);
  const enter = compileEnter(symbols, within);
  const leave = compileLeave(symbols);
  const runOtherwise = compileOtherwise(node.otherwise, otherwise, scope);
  return (frame, { items, filter, recurse, depth0, rest }) => {
    const { state } = frame;
    let isThrough = false;
    const end = (): Signal => {
      leave?.(frame);
      return isThrough || runOtherwise === null ? GO_ON : runOtherwise(frame);
    };
    const canEnd = rest !== null && state.endBefore.size > 0;
    const before = !canEnd
      ? null
      : (message: number): void => {
          if (!state.endBefore.has(message)) return;
          tryEnding(message, frame, () => {
            end();
            runRest(rest, frame);
          });
        };
    const all = cursorOf(items, state, before);
    const cursor = filter === null ? all : new FilteredCursor(all, filter);
    const loop = loopSlot === null ? null : new LoopObject(cursor, recurse, depth0);
    for (;;) {
      const reach = state.reach;
      const item = loop === null ? cursor.next(true) : loop.take();
      if (item === undefined) break;
      state.budget.spend(1);
      assign(frame, item);
      if (loopSlot !== null && loop !== null) frame.slots[loopSlot] = loop;
      enter?.(frame);
      const isMessage = state.message < 0 && item instanceof ContextDict && item.message >= 0;
      const signal = isMessage ? runAtMessage(item.message, reach, body, frame) : body(frame);
      if (signal === GO_ON) isThrough = true;
      else if (signal === BREAK) break;
    }
    return end();
  };
}

function runAtMessage(message: number, reachBefore: number, body: Execute, frame: Frame): Signal {
  const state: Rendering = frame.state;
  const start = state.root.length;
  state.message = message;
  const signal = body(frame);
  state.message = -1;
  state.traces.add(message, start, state.root.length, reachBefore, state.reach);
  return signal;
}

function compileOtherwise(statements: readonly Statement[], symbols: Symbols, scope: Scope): Execute | null {
  if (statements.length === 0) return null;
  findSymbols(statements, symbols);
  const within = inner(scope, symbols);
  const body = compileBody(statements, within);
  const enter = compileEnter(symbols, within);
  const leave = compileLeave(symbols);
  return (frame) => {
    enter?.(frame);
    const signal = body(frame);
    if (signal === GO_ON) leave?.(frame);
    return signal;
  };
}

/** The test of a run of the loop. */
type LoopTest = (frame: Frame) => LoopFilter;

/**
 * A function of its own, whose variables the body does not see. Jinja has it yield what the names hold: of `for a, b in …` a tuple, whatever
 * the item was.
 */
function compileLoopTest({ test, target }: ForNode, scope: Scope): LoopTest | null {
  if (test === null) return null;
  const layout = new Layout(scope.symbols.layout);
  const symbols = new Symbols(scope.symbols, layout);
  declareTarget(target, symbols);
  findInExpression(test, symbols);
  const within = inner(scope, symbols);
  const assign = compileTarget(target, within);
  const check = compileCheck(test, within);
  const enter = compileEnter(symbols, within);
  const again = target.kind === "target-tuple" ? compileTuple(target, within) : null;
  return (around) => {
    const frame = new Frame(layout.size, around, around.state, around.context);
    enter?.(frame);
    return (item) => {
      assign(frame, item);
      return check(frame) ? (again === null ? item : again(frame)) : undefined;
    };
  };
}

/** Reads the names of a target again. */
function compileTuple(target: TargetTupleNode, scope: Scope): Evaluate {
  const items = target.items.map((item) => {
    if (item.kind === "target-tuple") return compileTuple(item, scope);
    return compileExpression({ kind: "name", name: item.name, offset: item.offset }, scope);
  });
  return (frame) => new Tuple(items.map((read) => read(frame)));
}

function hasScopedBlock(node: Statement): boolean {
  return (node.kind === "block" && node.scoped) || nestedIn(node).statements.some(hasScopedBlock);
}
