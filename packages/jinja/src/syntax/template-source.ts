import { LimitError, TemplateSyntaxError } from "../errors.ts";
import type { Limits } from "../limits.ts";
import { normalizeNewlines } from "./newlines.ts";
import { locate } from "./position.ts";

/** A template's text with its newlines normalised, and what the errors in it say. */
export class TemplateSource {
  readonly text: string;
  readonly name: string;

  /** @throws {LimitError} a text longer than the limit */
  constructor(text: string, name: string, limits: Limits) {
    this.text = normalizeNewlines(text);
    this.name = name;
    if (this.text.length > limits.source) {
      throw this.locate(new LimitError(`the template is longer than ${limits.source}`), limits.source);
    }
  }

  /** An error at an offset, to be thrown. */
  refuse(reason: string, offset: number): TemplateSyntaxError {
    return this.locate(new TemplateSyntaxError(reason), offset);
  }

  /** Says where an error happened, unless it is known already. */
  locate<E extends TemplateSyntaxError | LimitError>(error: E, offset: number): E {
    return locate(error, this.text, offset, this.name);
  }
}
