import { TurnwiseError } from "./turnwise-error.ts";

/** Two plug-ins register the same name. */
export class DuplicateNameError extends TurnwiseError {
  override readonly name: string = "DuplicateNameError";
  constructor(kind: string, duplicate: string, owners: readonly [string, string]) {
    super(
      "duplicate-name",
      `${kind} "${duplicate}" comes from ${owners[0]} and from ${owners[1]}. Leave one of the two plug-ins out.`,
    );
  }
}
