import type { RowPlace } from "../contracts/rejection.ts";

/**
 * A fault in the data. Renderers, tokenizers and row adapters throw it; the preprocessor turns it into a Rejection, so that
 * it is counted and written beside the output and never stops a run.
 *
 * @example
 * throw new RowError("unsupported-part", "images are not supported", { message: 2, field: "content[0]" });
 */
export class RowError extends Error {
  override readonly name: string = "RowError";
  readonly code: string;
  readonly at: RowPlace | undefined;
  constructor(code: string, message: string, at?: RowPlace, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
    this.at = at;
  }
}
