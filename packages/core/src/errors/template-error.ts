import type { RowPlace } from "../contracts/rejection.ts";
import { RowError } from "./row-error.ts";

/**
 * A conversation that the chat template refuses, or that a family cannot express. Where the template itself raises, the
 * message holds the template's own words.
 */
export class TemplateError extends RowError {
  override readonly name: string = "TemplateError";
  constructor(message: string, at?: RowPlace, options?: ErrorOptions) {
    super("template-error", message, at, options);
  }
}
