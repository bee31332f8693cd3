/**
 * A fault of the program or its settings, with a stable code and a message that says what to do.
 *
 * @example
 * import { TurnwiseError } from "@turnwise/core";
 *
 * throw new TurnwiseError("model-not-found", `no tokenizer.json in ${folder}. Give --model a model directory.`);
 */
export class TurnwiseError extends Error {
  override readonly name: string = "TurnwiseError";
  readonly code: string;
  constructor(code: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
