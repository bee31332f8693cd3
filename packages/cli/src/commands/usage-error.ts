import { TurnwiseError } from "@turnwise/core";

/** A command line that says nothing sensible. */
export class UsageError extends TurnwiseError {
  override readonly name: string = "UsageError";
  constructor(message: string) {
    super("usage", message);
  }
}
