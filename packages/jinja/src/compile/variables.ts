import { findInExpression } from "./find-symbols.ts";
import type { NameNode } from "../syntax/nodes.ts";
import { Undefined } from "../values/undefined.ts";
import type { Value } from "../values/value.ts";
import type { Evaluate, Frame, Read } from "./frame.ts";
import type { Layout } from "./layout.ts";
import { PROMPT_FLAG, PROMPT_NAME } from "./prompt-flag.ts";
import type { Scope } from "./scope.ts";
import type { Load, Reference, Symbols } from "./symbols.ts";

/** Reads a name; one that is not set is Undefined. */
export function compileName(node: NameNode, scope: Scope): Evaluate {
  const read = compileRead(node, scope);
  const missing = new Undefined(`'${node.name}' is undefined`);
  if (node.name === PROMPT_NAME) {
    return (frame) => {
      const value = read(frame);
      const found = value === PROMPT_FLAG ? frame.state.readPrompt() : value;
      return found === undefined ? missing : found;
    };
  }
  return (frame) => {
    const value = read(frame);
    return value === undefined ? missing : value;
  };
}

/** Reads a name as it is. */
export function compileRead(node: NameNode, scope: Scope): Read {
  let reference = scope.symbols.find(node.name);
  if (reference === null) {
    // The arguments of a set block's filters, which Jinja forgets to look for.
    findInExpression(node, scope.symbols);
    reference = scope.symbols.find(node.name);
  }
  if (reference === null) throw new Error(`no variable ${node.name}`);
  return readerOf(reference, scope.symbols.layout, scope);
}

function readerOf({ owner, slot, name }: Reference, layout: Layout, { unit }: Scope): Read {
  const load = owner.loads.get(slot);
  if (load?.kind === "resolve") {
    const isOnlyRead = !owner.stores.has(name) && !layout.isBlock;
    if (isOnlyRead && (owner.layout === layout || owner.isWholeFunction)) {
      const index = unit.variable(name);
      return (frame) => frame.state.variables[index];
    }
    owner.captured.add(slot);
  }
  return slotReader(slot, layout.depth - owner.layout.depth);
}

function slotReader(slot: number, hops: number): Read {
  switch (hops) {
    case 0:
      return (frame) => frame.slots[slot];
    case 1:
      return (frame) => frame.up.slots[slot];
    case 2:
      return (frame) => frame.up.up.slots[slot];
    default:
      return (frame) => {
        let outer = frame;
        for (let hop = 0; hop < hops; hop++) outer = outer.up;
        return outer.slots[slot];
      };
  }
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
      return readerOf(load.from, symbols.layout, scope);
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
