import { FILTERS } from "../filters/filters.ts";
import type { FilterNode, NamedCall } from "../syntax/nodes.ts";
import { fail } from "../values/python-error.ts";
import type { Value } from "../values/value.ts";
import { compileArguments } from "./arguments.ts";
import { compileExpression } from "./compiler.ts";
import type { Evaluate, Frame } from "./frame.ts";
import type { Scope } from "./scope.ts";

/** `operand | name(…)` */
export function compileFilter(node: FilterNode, scope: Scope): Evaluate {
  const operand = compileExpression(node.operand, scope);
  const apply = compileNamedFilter(node, scope);
  return (frame) => apply(frame, operand(frame));
}

/** Filters one after the other, innermost first. */
export function compileFilters(nodes: readonly NamedCall[], scope: Scope): (frame: Frame, value: Value) => Value {
  const filters = nodes.map((node) => compileNamedFilter(node, scope));
  return (frame, value) => filters.reduce((filtered, apply) => apply(frame, filtered), value);
}

function compileNamedFilter(node: NamedCall, scope: Scope): (frame: Frame, value: Value) => Value {
  const { name, offset } = node;
  const give = compileArguments(node.arguments, scope);
  const filter = FILTERS.get(name);
  if (filter === undefined) {
    if (!scope.isSoft) scope.unit.refuse(`No filter named '${name}'.`, offset);
    return (frame) => {
      give(frame);
      frame.state.at = offset;
      return fail("TemplateRuntimeError", `No filter named '${name}' found.`);
    };
  }
  return (frame, value) => {
    const given = give(frame);
    frame.state.at = offset;
    return filter(value, given, frame.state);
  };
}
