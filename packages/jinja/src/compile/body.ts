import type { Statement } from "../syntax/nodes.ts";
import { type Execute, type Frame, GO_ON } from "./frame.ts";
import type { Scope } from "./scope.ts";

/** Statements in a row. */
export function compileBody(statements: readonly Statement[], scope: Scope): Execute {
  return sequence(compileSteps(statements, scope));
}

/** `leave`: what ends the scope of the statements, for whoever leaves it early. */
export function compileSteps(
  statements: readonly Statement[],
  scope: Scope,
  leave: ((frame: Frame) => void) | null = null,
): readonly Execute[] {
  const steps: Execute[] = [];
  for (const [index, statement] of statements.entries()) {
    const rest = scope.rest === null ? null : { steps, from: index + 1, leave, next: scope.rest };
    steps.push(scope.unit.compiler.statement(statement, { ...scope, rest }));
  }
  return steps;
}

export function sequence(steps: readonly Execute[]): Execute {
  const [first, second] = steps;
  if (first === undefined) return () => GO_ON;
  if (second === undefined) {
    return (frame) => {
      frame.state.budget.spend(1);
      return first(frame);
    };
  }
  return (frame) => {
    frame.state.budget.spend(steps.length);
    for (const step of steps) {
      const signal = step(frame);
      if (signal !== GO_ON) return signal;
    }
    return GO_ON;
  };
}
