import { nearest } from "./nearest.ts";
import { TurnwiseError } from "./turnwise-error.ts";

/** A name that nothing is registered under. */
export class UnknownNameError extends TurnwiseError {
  override readonly name: string = "UnknownNameError";
  constructor(kind: string, unknown: string, known: readonly string[]) {
    const near = nearest(unknown, known);
    const guess = near === undefined ? "" : ` Did you mean "${near}"?`;
    super("unknown-name", `no ${kind} "${unknown}".${guess} Known: ${known.toSorted().join(", ") || "none"}.`);
  }
}
