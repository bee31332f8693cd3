import { TurnwiseError } from "./turnwise-error.ts";

/** A file, a disk, a network or a worker that failed: what is tried again later or elsewhere may succeed. */
export class InputOutputError extends TurnwiseError {
  override readonly name: string = "InputOutputError";
}
