import { InputOutputError, RowError, TurnwiseError } from "@turnwise/core";
import { EXIT } from "../exit-code.ts";
import { style } from "./style.ts";

const STOPPED = "stopped; no output was written. What is done is kept: the same command goes on from there.";

/**
 * Prints an error as one readable paragraph on stderr (with `json` as one object), with a stack trace only if asked.
 * Returns the exit code.
 */
export function reportFailure(
  error: unknown,
  { debug, json }: { readonly debug: boolean; readonly json: boolean },
): number {
  const failure = describe(error);
  if (json) console.error(JSON.stringify({ error: { code: failure.code, message: failure.message } }));
  else console.error(`${style(process.stderr).red("error")} ${failure.message}`);
  if (debug && error instanceof Error)
    console.error(error.stack, ...(error.cause === undefined ? [] : ["\ncause:", error.cause]));
  else if (failure.isBug)
    console.error("This is a fault of Turnwise or of a plug-in. Run again with --debug and report it.");
  return failure.exitCode;
}

interface Failure {
  readonly code: string;
  readonly message: string;
  readonly exitCode: number;
  readonly isBug: boolean;
}

function describe(error: unknown): Failure {
  if (error instanceof InputOutputError) {
    return { code: error.code, message: error.message, exitCode: EXIT.inputOutput, isBug: false };
  }
  if (error instanceof TurnwiseError || error instanceof RowError) {
    return { code: error.code, message: error.message, exitCode: EXIT.usage, isBug: false };
  }
  if (error instanceof Error && error.name === "AbortError") {
    return { code: "interrupted", message: STOPPED, exitCode: EXIT.interrupted, isBug: false };
  }
  if (error instanceof Error && error.name === "CACError") {
    return { code: "usage", message: error.message, exitCode: EXIT.usage, isBug: false };
  }
  if (isSystemError(error)) {
    return { code: "input-output", message: error.message, exitCode: EXIT.inputOutput, isBug: false };
  }
  const message = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return { code: "internal", message, exitCode: EXIT.inputOutput, isBug: true };
}

function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && "syscall" in error && "code" in error;
}
