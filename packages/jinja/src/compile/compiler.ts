import type { Expression, Statement } from "../syntax/nodes.ts";
import type { Check, Evaluate, Execute } from "./frame.ts";
import type { Scope } from "./scope.ts";

/** What compiles a node of any kind. The files for single kinds reach it through the scope, so that none imports another in a circle. */
export interface Compiler {
  expression(node: Expression, scope: Scope): Evaluate;
  check(node: Expression, scope: Scope): Check;
  statement(node: Statement, scope: Scope): Execute;
}

export function compileExpression(node: Expression, scope: Scope): Evaluate {
  return scope.unit.compiler.expression(node, scope);
}

/** An expression of which only the truth matters. */
export function compileCheck(node: Expression, scope: Scope): Check {
  return scope.unit.compiler.check(node, scope);
}
