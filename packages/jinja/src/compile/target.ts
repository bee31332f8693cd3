import type { Target } from "../syntax/nodes.ts";
import { checkNamespaceName } from "../globals/namespace.ts";
import { Namespace } from "../values/namespace.ts";
import { iterate, typeName } from "../values/operations.ts";
import { fail } from "../values/python-error.ts";
import type { RenderState } from "../values/render-state.ts";
import type { Value } from "../values/value.ts";
import type { Assign, Frame } from "./frame.ts";
import { isIterable } from "../values/iterate.ts";
import type { Scope } from "./scope.ts";
import { compileRead, compileStore } from "./variables.ts";

/** Stores a value in a name, an attribute of a namespace, or item by item. */
export function compileTarget(target: Target, scope: Scope): Assign {
  if (target.kind === "name") return compileStore(target.name, scope);
  if (target.kind === "namespace-reference") {
    const read = compileRead({ kind: "name", name: target.name, offset: target.offset }, scope);
    return (frame, value) => {
      const namespace = read(frame);
      frame.state.at = target.offset;
      if (!(namespace instanceof Namespace)) return failItemAssignment(namespace);
      checkNamespaceName(target.attribute);
      frame.state.changing(namespace);
      namespace.set(target.attribute, value);
    };
  }
  const items = target.items.map((item) => compileTarget(item, scope));
  return (frame, value) => {
    frame.state.at = target.offset;
    const values = unpack(value, items.length, frame.state);
    for (const [index, assign] of items.entries()) assign(frame, values[index] ?? null);
  };
}

/** What `set` makes sure of before it evaluates the value: that its namespaces are namespaces. */
export function namespacesOf(target: Target, scope: Scope): ((frame: Frame) => void) | null {
  const names = new Map<string, number>();
  collect(target, names);
  if (names.size === 0) return null;
  const reads = Array.from(names, ([name, offset]) => compileRead({ kind: "name", name, offset }, scope));
  return (frame) => {
    for (const read of reads) {
      if (!(read(frame) instanceof Namespace)) {
        fail("TemplateRuntimeError", "cannot assign attribute on non-namespace object");
      }
    }
  };
}

function collect(target: Target, names: Map<string, number>): void {
  if (target.kind === "namespace-reference") names.set(target.name, target.offset);
  else if (target.kind === "target-tuple") for (const item of target.items) collect(item, names);
}

function unpack(value: Value, count: number, state: RenderState): readonly Value[] {
  if (!isIterable(value)) return fail("TypeError", `cannot unpack non-iterable ${typeName(value)} object`);
  const iterator = iterate(value, state);
  const values: Value[] = [];
  for (let next = iterator.next(); next.done !== true; next = iterator.next()) {
    if (values.length === count) return fail("ValueError", `too many values to unpack (expected ${count})`);
    values.push(next.value);
  }
  if (values.length < count) {
    return fail("ValueError", `not enough values to unpack (expected ${count}, got ${values.length})`);
  }
  return values;
}

function failItemAssignment(value: Value | undefined): never {
  const type = value === undefined ? "MissingType" : typeName(value);
  return fail("TypeError", `'${type}' object does not support item assignment`);
}
