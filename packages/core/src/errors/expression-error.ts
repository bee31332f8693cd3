import { TurnwiseError } from "./turnwise-error.ts";

/** A mask expression that cannot be read, with a caret under the place. */
export class ExpressionError extends TurnwiseError {
  override readonly name: string = "ExpressionError";
  constructor(expression: string, at: number, problem: string) {
    super("mask-expression", `mask: ${problem}\n  ${expression}\n  ${" ".repeat(at)}^`);
  }
}
