import { didYouMean } from "./did-you-mean.ts";
import { TurnwiseError } from "./turnwise-error.ts";

/** A name that nothing is registered under. */
export class UnknownNameError extends TurnwiseError {
  override readonly name: string = "UnknownNameError";
  constructor(kind: string, unknown: string, known: readonly string[]) {
    const names = known.toSorted().join(", ") || "none";
    super("unknown-name", `no ${kind} "${unknown}".${didYouMean(unknown, known)} Known: ${names}.`);
  }
}
