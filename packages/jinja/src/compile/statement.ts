import type {
  AssignNode,
  AutoescapeNode,
  BlockNode,
  IfNode,
  LoaderNode,
  OutputNode,
  Statement,
  WithNode,
} from "../syntax/nodes.ts";
import { List } from "../values/list.ts";
import { escapeMarkup, stringOf, truth } from "../values/operations.ts";
import { fail } from "../values/python-error.ts";
import { Text } from "../values/text.ts";
import { Undefined } from "../values/undefined.ts";
import type { Value } from "../values/value.ts";
import { compileBody, compileSteps, sequence } from "./body.ts";
import { compileAssignBlock, compileCallBlock, compileFilterBlock } from "./capture.ts";
import { compileCheck, compileExpression } from "./compiler.ts";
import { declareTarget, findInExpression, findSymbols } from "./find-symbols.ts";
import { BREAK, CONTINUE, type Execute, type Frame, GO_ON } from "./frame.ts";
import { compileGeneration } from "./generation.ts";
import { compileFor } from "./loop.ts";
import { compileMacro } from "./macro-statement.ts";
import { inner, type Scope } from "./scope.ts";
import { Symbols } from "./symbols.ts";
import { compileTarget, namespacesOf } from "./target.ts";
import { compileEnter, compileLeave } from "./variables.ts";

/** A statement of any kind. */
export function compileAnyStatement(node: Statement, scope: Scope): Execute {
  switch (node.kind) {
    case "output":
      return compileOutput(node, scope);
    case "for":
      return compileFor(node, scope);
    case "if":
      return compileIf(node, scope);
    case "macro":
      return compileMacro(node, scope);
    case "call-block":
      return compileCallBlock(node, scope);
    case "filter-block":
      return compileFilterBlock(node, scope);
    case "generation":
      return compileGeneration(node, scope);
    case "with":
      return compileWith(node, scope);
    case "block":
      return compileBlock(node, scope);
    case "assign":
      return compileAssign(node, scope);
    case "assign-block":
      return compileAssignBlock(node, scope);
    case "autoescape":
      return compileAutoescape(node, scope);
    case "break":
      return () => BREAK;
    case "continue":
      return () => CONTINUE;
    case "extends":
    case "include":
    case "import":
    case "from-import":
      return compileLoader(node, scope);
    default:
      return node satisfies never;
  }
}

function compileOutput({ parts }: OutputNode, scope: Scope): Execute {
  const prints = parts.map((part) => {
    if (part.kind === "text") return compileText(part.text);
    if (part.kind === "constant" && scope.escapes === false && typeof part.value === "string")
      return compileText(part.value);
    return compilePrint(compileExpression(part, scope), part.offset, scope.escapes);
  });
  const [first, second] = prints;
  if (first !== undefined && second === undefined) return first;
  return (frame) => {
    for (const print of prints) print(frame);
    return GO_ON;
  };
}

function compileText(text: string): Execute {
  return ({ state }) => {
    state.output.own(text, state.message);
    return GO_ON;
  };
}

function compilePrint(value: (frame: Frame) => Value, offset: number, escapes: boolean | null): Execute {
  return (frame) => {
    const printed = value(frame);
    const { state } = frame;
    if (escapes === false || (escapes === null && !state.autoescape)) {
      if (typeof printed === "string") state.output.own(printed, state.message);
      else if (printed instanceof Text) state.print(printed);
      else {
        state.at = offset;
        state.print(stringOf(printed, state));
      }
      return GO_ON;
    }
    state.at = offset;
    state.print(escapeMarkup(printed, state));
    return GO_ON;
  };
}

function compileIf(node: IfNode, scope: Scope): Execute {
  const soft = { ...scope, isSoft: true };
  const branches: { readonly test: (frame: Frame) => boolean; readonly body: Execute }[] = [];
  let branch: IfNode = node;
  for (;;) {
    branches.push({ test: compileCheck(branch.test, soft), body: compileBody(branch.body, soft) });
    const [only, ...others] = branch.otherwise;
    if (only?.kind !== "if" || others.length > 0) break;
    branch = only;
  }
  const otherwise = compileBody(branch.otherwise, soft);
  const [only, another] = branches;
  if (only !== undefined && another === undefined) {
    const { test, body } = only;
    return (frame) => (test(frame) ? body(frame) : otherwise(frame));
  }
  return (frame) => {
    for (const { test, body } of branches) if (test(frame)) return body(frame);
    return otherwise(frame);
  };
}

function compileWith(node: WithNode, scope: Scope): Execute {
  const symbols = new Symbols(scope.symbols, scope.symbols.layout);
  for (const target of node.targets) declareTarget(target, symbols);
  findSymbols(node.body, symbols);
  const within = { ...inner(scope, symbols), rest: scope.rest };
  const assigns = node.targets.map((target, index) => {
    const value = node.values[index];
    if (value === undefined) throw new Error("a target of `with` has no value");
    return { assign: compileTarget(target, within), value: compileExpression(value, scope) };
  });
  const leave = compileLeave(symbols);
  const body = sequence(compileSteps(node.body, within, leave));
  const enter = compileEnter(symbols, within);
  return (frame) => {
    enter?.(frame);
    for (const { assign, value } of assigns) assign(frame, value(frame));
    const signal = body(frame);
    if (signal === GO_ON) leave?.(frame);
    return signal;
  };
}

function compileAssign(node: AssignNode, scope: Scope): Execute {
  const namespaces = namespacesOf(node.target, scope);
  const value = compileExpression(node.value, scope);
  const assign = compileTarget(node.target, scope);
  return (frame) => {
    frame.state.at = node.offset;
    namespaces?.(frame);
    assign(frame, value(frame));
    return GO_ON;
  };
}

function compileAutoescape(node: AutoescapeNode, scope: Scope): Execute {
  const symbols = new Symbols(scope.symbols, scope.symbols.layout);
  findInExpression(node.value, symbols);
  findSymbols(node.body, symbols);
  const escapes = node.value.kind === "constant" && typeof node.value.value === "boolean" ? node.value.value : null;
  const within = inner(scope, symbols);
  const value = compileExpression(node.value, within);
  const body = compileBody(node.body, { ...within, escapes });
  const enter = compileEnter(symbols, within);
  const leave = compileLeave(symbols);
  return (frame) => {
    const { state } = frame;
    const outer = state.autoescape;
    enter?.(frame);
    state.autoescape = truth(value(frame), state);
    const signal = body(frame);
    // Python's `break` jumps over the end of the block, so that its setting stays.
    if (signal !== GO_ON) return signal;
    state.autoescape = outer;
    leave?.(frame);
    return GO_ON;
  };
}

function compileBlock(node: BlockNode, scope: Scope): Execute {
  const { runBlocks } = scope.unit;
  const { name, required, scoped, offset } = node;
  const stored: [string, (frame: Frame) => Value | undefined][] = [];
  if (scoped) {
    for (const variable of storesAround(scope.symbols)) {
      const reference = compileExpression({ kind: "name", name: variable, offset }, scope);
      stored.push([variable, (frame) => definedOnly(reference(frame))]);
    }
  }
  return (frame) => {
    frame.state.at = offset;
    if (required) return fail("TemplateRuntimeError", `Required block '${name}' not found`);
    const context = scoped
      ? frame.context.derive(stored.map(([key, read]) => [key, read(frame)] as const))
      : frame.context;
    runBlocks.get(name)?.(frame, context);
    return GO_ON;
  };
}

function storesAround(symbols: Symbols): ReadonlySet<string> {
  const names = new Set<string>();
  for (let scope: Symbols | null = symbols; scope !== null; scope = scope.parent) {
    for (const name of scope.stores) names.add(name);
  }
  return names;
}

function definedOnly(value: Value): Value | undefined {
  return value instanceof Undefined ? undefined : value;
}

/** Nothing can be loaded, as in Python without a loader. */
function compileLoader(node: LoaderNode, scope: Scope): Execute {
  const template = compileExpression(node.template, scope);
  return (frame) => {
    const value = template(frame);
    frame.state.at = node.offset;
    const isNoTemplate = node.kind === "include" && value instanceof List && value.items.length === 0;
    if (isNoTemplate && node.ignoreMissing) return GO_ON;
    return fail("TypeError", "no loader for this environment specified");
  };
}
