import type { CallArguments } from "../syntax/nodes.ts";
import { type Arguments, NO_ARGUMENTS } from "../values/arguments.ts";
import { Dict } from "../values/dict.ts";
import { iterate, typeName } from "../values/operations.ts";
import { fail } from "../values/python-error.ts";
import { plain, Text } from "../values/text.ts";
import { failUndefined, Undefined } from "../values/undefined.ts";
import type { Value } from "../values/value.ts";
import { isIterable } from "../values/iterate.ts";
import { compileExpression } from "./compiler.ts";
import { constantOf, isLiteral } from "./constant-of.ts";
import type { Frame } from "./frame.ts";
import type { Scope } from "./scope.ts";

export type Give = (frame: Frame) => Arguments;

/** Evaluates what a call passes: positional arguments, named ones, `*spread`, `**namedSpread`. */
export function compileArguments(node: CallArguments, scope: Scope): Give {
  const given = node.positional.map((argument) => compileExpression(argument, scope));
  const named = node.named.map(([name, value]) => [name, compileExpression(value, scope)] as const);
  const spread = node.spread === null ? null : compileExpression(node.spread, scope);
  const namedSpread = node.namedSpread === null ? null : compileExpression(node.namedSpread, scope);
  if (named.length === 0 && spread === null && namedSpread === null) {
    const none = NO_ARGUMENTS.named;
    const [first, second] = given;
    if (first === undefined) return () => NO_ARGUMENTS;
    if (node.positional.every(isLiteral)) {
      const literals: Arguments = { positional: node.positional.map(constantOf), named: none };
      return () => literals;
    }
    if (second === undefined) return (frame) => ({ positional: [first(frame)], named: none });
    return (frame) => ({ positional: given.map((argument) => argument(frame)), named: none });
  }
  return (frame) => {
    const positional = given.map((argument) => argument(frame));
    const byName = new Map<string, Value>();
    if (spread === null) {
      for (const [name, value] of named) byName.set(name, value(frame));
    } else {
      // Python looks at `*spread` before it evaluates the named arguments behind it.
      const values = spread(frame);
      if (!isIterable(values)) return fail("TypeError", `Value after * must be an iterable, not ${typeName(values)}`);
      const iterator = iterate(values, frame.state);
      for (let next = iterator.next(); next.done !== true; next = iterator.next()) positional.push(next.value);
      for (const [name, value] of named) byName.set(name, value(frame));
    }
    if (namedSpread !== null) addSpread(byName, namedSpread(frame));
    return { positional, named: byName };
  };
}

function addSpread(byName: Map<string, Value>, values: Value): void {
  if (values instanceof Undefined) return failUndefined(values);
  if (!(values instanceof Dict)) {
    return fail("TypeError", `argument after ** must be a mapping, not ${typeName(values)}`);
  }
  for (const { key, value } of values.entries.values()) {
    if (typeof key !== "string" && !(key instanceof Text)) return fail("TypeError", "keywords must be strings");
    const name = plain(key);
    if (byName.has(name)) return fail("TypeError", `got multiple values for keyword argument '${name}'`);
    byName.set(name, value);
  }
}
