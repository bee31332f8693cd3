import { InputOutputError, TurnwiseError } from "@turnwise/core";
import type { Failure } from "./messages.ts";

/** An error as plain data. */
export function toFailure(error: unknown): Failure {
  if (!(error instanceof Error)) {
    return { code: null, message: String(error), stack: null, isInputOutput: false };
  }
  const { message, stack = null } = error;
  const code = error instanceof TurnwiseError ? error.code : null;
  return { code, message, stack, isInputOutput: error instanceof InputOutputError };
}

/** The error again, of the class that decides how it is reported. */
export function fromFailure({ code, message, stack, isInputOutput }: Failure): Error {
  const error =
    code === null
      ? new Error(message)
      : isInputOutput
        ? new InputOutputError(code, message)
        : new TurnwiseError(code, message);
  if (stack !== null) error.stack = stack;
  return error;
}
