import { TurnwiseError } from "./turnwise-error.ts";

/** A model's template that families of two plug-ins claim. */
export class AmbiguousFamilyError extends TurnwiseError {
  override readonly name: string = "AmbiguousFamilyError";
  constructor(model: string, candidates: readonly string[]) {
    super(
      "ambiguous-family",
      `${model}: its chat template fits ${candidates.join(" and ")}. Choose one with --family NAME.`,
    );
  }
}
