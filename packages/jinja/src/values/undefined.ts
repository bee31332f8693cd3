import { fail } from "./python-error.ts";

/** Jinja's Undefined: prints nothing, is false and empty, and fails whatever else is done with it. */
export class Undefined {
  /** What the error says: `'nope' is undefined`, `'dict object' has no attribute 'x'`. */
  readonly reason: string;
  /** Whether its use is a SecurityError: an attribute that the sandbox hides. */
  readonly isUnsafe: boolean;

  constructor(reason: string, isUnsafe = false) {
    this.reason = reason;
    this.isUnsafe = isUnsafe;
  }
}

/** What doing anything else with it ends in. @throws {TemplateRuntimeError} UndefinedError or SecurityError */
export function failUndefined(value: Undefined): never {
  fail(value.isUnsafe ? "SecurityError" : "UndefinedError", value.reason);
}
