import { TurnwiseError } from "./turnwise-error.ts";

/** A file, a disk or a network that failed: nothing that other settings would mend. */
export class InputOutputError extends TurnwiseError {
  override readonly name: string = "InputOutputError";
}
