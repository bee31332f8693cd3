import type { CallNode } from "../syntax/nodes.ts";
import type { Arguments } from "../values/arguments.ts";
import { call } from "../values/operations.ts";
import { fail } from "../values/python-error.ts";
import type { Value } from "../values/value.ts";
import { compileArguments } from "./arguments.ts";
import { compileExpression } from "./compiler.ts";
import type { Evaluate, Frame } from "./frame.ts";
import type { Scope } from "./scope.ts";

/** `callee(…)` */
export function compileCall(node: CallNode, scope: Scope): Evaluate {
  const { offset } = node;
  const callee = compileExpression(node.callee, scope);
  const give = compileArguments(node.arguments, scope);
  return (frame) => {
    const called = callee(frame);
    const given = give(frame);
    frame.state.at = offset;
    return call(called, given, frame.state);
  };
}

/** A call that passes one more argument, `caller`. */
export function compileCallWithCaller(node: CallNode, scope: Scope): (frame: Frame, caller: Value) => Value {
  const { offset } = node;
  const repeated = node.arguments.named.find(([name]) => name === "caller");
  if (repeated !== undefined) scope.unit.refuseSyntax("keyword argument repeated: caller", repeated[1].offset);
  const callee = compileExpression(node.callee, scope);
  const give = compileArguments(node.arguments, scope);
  return (frame, caller) => {
    const called = callee(frame);
    const given: Arguments = give(frame);
    frame.state.at = offset;
    if (given.named.has("caller")) return fail("TypeError", "got multiple values for keyword argument 'caller'");
    return call(
      called,
      { positional: given.positional, named: new Map([...given.named, ["caller", caller]]) },
      frame.state,
    );
  };
}
