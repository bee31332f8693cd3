import { LimitError } from "../errors.ts";
import type { TemplateSource } from "./template-source.ts";

/** Keeps the parser from going deeper than the stack allows. */
export class Nesting {
  readonly #source: TemplateSource;
  readonly limit: number;
  #depth = 0;

  constructor(source: TemplateSource, limit: number) {
    this.#source = source;
    this.limit = limit;
  }

  /** Reads one level deeper; `offset` is where it begins. @throws {LimitError} */
  deeper<T>(offset: number, read: () => T): T {
    if (this.#depth >= this.limit) throw this.refuse(offset);
    this.#depth++;
    // Not restored by an error: it ends the parse.
    const result = read();
    this.#depth--;
    return result;
  }

  refuse(offset: number): LimitError {
    return this.#source.locate(new LimitError(`the template nests deeper than ${this.limit} levels`), offset);
  }
}
