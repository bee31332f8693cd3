import type { CallNode, GetAttributeNode } from "../syntax/nodes.ts";
import type { Arguments } from "../values/arguments.ts";
import { CALL } from "../values/call.ts";
import type { Method } from "../values/methods/method.ts";
import { TEXT_METHODS } from "../values/methods/text-methods.ts";
import { call } from "../values/operations.ts";
import { fail } from "../values/python-error.ts";
import { type Str, isMarkup, isText } from "../values/text.ts";
import type { Value } from "../values/value.ts";
import { compileArguments } from "./arguments.ts";
import { compileFind } from "./attribute.ts";
import { compileExpression } from "./compiler.ts";
import type { Evaluate, Frame } from "./frame.ts";
import type { Scope } from "./scope.ts";

/** `callee(…)` */
export function compileCall(node: CallNode, scope: Scope): Evaluate {
  const { offset } = node;
  const method = node.callee.kind === "get-attribute" ? TEXT_METHODS.get(node.callee.attribute) : undefined;
  if (method !== undefined && node.callee.kind === "get-attribute") {
    return compileTextMethod(node.callee, method, node, scope);
  }
  const callee = compileExpression(node.callee, scope);
  const give = compileArguments(node.arguments, scope);
  return (frame) => {
    const called = callee(frame);
    const given = give(frame);
    frame.state.at = offset;
    return call(called, given, frame.state);
  };
}

/** A call of what may be a method of a text, which is then run without making an object of it. */
function compileTextMethod(
  callee: GetAttributeNode,
  method: Method<Str>,
  { arguments: passed, offset }: CallNode,
  scope: Scope,
): Evaluate {
  const owner = compileExpression(callee.object, scope);
  const find = compileFind(callee);
  const give = compileArguments(passed, scope);
  return (frame) => {
    const { state } = frame;
    const self = owner(frame);
    if (!isText(self) || isMarkup(self)) {
      const called = find(self, state);
      const given = give(frame);
      state.at = offset;
      return call(called, given, state);
    }
    state.at = callee.offset;
    const given = give(frame);
    state.at = offset;
    state.budget.spend(CALL);
    return method(self, given, state);
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
