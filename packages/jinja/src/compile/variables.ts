import { findInExpression } from "./find-symbols.ts";
import type { NameNode } from "../syntax/nodes.ts";
import { Undefined } from "../values/undefined.ts";
import type { Value } from "../values/value.ts";
import type { Evaluate, Frame, Read } from "./frame.ts";
import { PROMPT_FLAG, PROMPT_NAME } from "./prompt-flag.ts";
import type { Scope } from "./scope.ts";
import type { Load, Reference, Symbols } from "./symbols.ts";

/** Reads a name; one that is not set is Undefined. */
export function compileName(node: NameNode, scope: Scope): Evaluate {
  const missing = new Undefined(`'${node.name}' is undefined`);
  if (node.name !== PROMPT_NAME) return readerOf(referenceOf(node, scope), missing, scope);
  const read = compileRead(node, scope);
  return (frame) => {
    const value = read(frame);
    const found = value === PROMPT_FLAG ? frame.state.readPrompt() : value;
    return found === undefined ? missing : found;
  };
}

/** Reads a name as it is. */
export function compileRead(node: NameNode, scope: Scope): Read {
  return readerOf(referenceOf(node, scope), undefined, scope);
}

function referenceOf(node: NameNode, { symbols }: Scope): Reference {
  let reference = symbols.find(node.name);
  if (reference === null) {
    // The arguments of a set block's filters, which Jinja forgets to look for.
    findInExpression(node, symbols);
    reference = symbols.find(node.name);
  }
  if (reference === null) throw new Error(`no variable ${node.name}`);
  return reference;
}

/** @param missing what is read where the variable is not set */
function readerOf<Missing extends Value | undefined>(
  { owner, slot, name }: Reference,
  missing: Missing,
  { symbols: { layout }, unit }: Scope,
): (frame: Frame) => Value | Missing {
  const load = owner.loads.get(slot);
  if (load?.kind === "resolve") {
    const isOnlyRead = !owner.stores.has(name) && !layout.isBlock;
    if (isOnlyRead && (owner.layout === layout || owner.isWholeFunction)) {
      const index = unit.variable(name);
      return (frame) => {
        const value = frame.state.variables[index];
        return value === undefined ? missing : value;
      };
    }
    owner.captured.add(slot);
  }
  return slotReader(slot, layout.depth - owner.layout.depth, missing);
}

function slotReader<Missing extends Value | undefined>(
  slot: number,
  hops: number,
  missing: Missing,
): (frame: Frame) => Value | Missing {
  if (hops === 0) {
    return (frame) => {
      const value = frame.slots[slot];
      return value === undefined ? missing : value;
    };
  }
  return (frame) => {
    let outer = frame.up;
    for (let hop = 1; hop < hops; hop++) outer = outer.up;
    const value = outer.slots[slot];
    return value === undefined ? missing : value;
  };
}

/** Fills the variables of a scope; compile it behind the body, which says which are needed. */
export function compileEnter(symbols: Symbols, scope: Scope): ((frame: Frame) => void) | null {
  const fills: ((frame: Frame) => void)[] = [];
  for (const [slot, load] of symbols.loads) {
    const read = compileLoad(load, slot, symbols, scope);
    if (read !== null) fills.push((frame) => void (frame.slots[slot] = read(frame)));
  }
  const [first, second] = fills;
  if (first === undefined) return null;
  if (second === undefined) return first;
  return (frame) => {
    for (const fill of fills) fill(frame);
  };
}

function compileLoad(load: Load, slot: number, symbols: Symbols, scope: Scope): Read | null {
  const { unit } = scope;
  switch (load.kind) {
    case "parameter":
      return null;
    case "undefined":
      return () => undefined;
    case "alias":
      return readerOf(load.from, undefined, scope);
    case "resolve": {
      const { name } = load;
      unit.resolved.add(name);
      if (symbols.layout.isBlock) return (frame) => frame.context.resolve(name);
      if (!symbols.stores.has(name) && !symbols.captured.has(slot)) return null;
      const index = unit.variable(name);
      return (frame) => frame.state.variables[index];
    }
    default:
      return load satisfies never;
  }
}

/** Unsets the variables of a scope that ends before its function does. */
export function compileLeave(symbols: Symbols): ((frame: Frame) => void) | null {
  const slots = [...symbols.loads.keys()];
  if (slots.length === 0) return null;
  return (frame) => {
    for (const slot of slots) frame.slots[slot] = undefined;
  };
}

/** Stores into a variable of the scope's own function. */
export function compileStore(name: string, scope: Scope): (frame: Frame, value: Value) => void {
  const reference = scope.symbols.find(name);
  if (reference === null) throw new Error(`no variable ${name}`);
  const { slot } = reference;
  if (!scope.isTopLevel || scope.unit.blocks.size === 0) return (frame, value) => void (frame.slots[slot] = value);
  return (frame, value) => {
    frame.slots[slot] = value;
    frame.context.exported.set(name, value);
  };
}
