import type { Value } from "../values/value.ts";

/** Where the names are that a template does not set: what it has exported so far, and behind it what the caller gave. */
export class Context {
  /** What top-level statements have set; kept only for templates that have blocks, since nothing else reads it. */
  readonly exported: Map<string, Value | undefined>;
  readonly #given: (name: string) => Value | undefined;

  constructor(given: (name: string) => Value | undefined) {
    this.exported = new Map();
    this.#given = given;
  }

  resolve(name: string): Value | undefined {
    return this.exported.has(name) ? this.exported.get(name) : this.#given(name);
  }

  /** For a scoped block, which sees the variables around it. */
  derive(locals: Iterable<readonly [string, Value | undefined]>): Context {
    const context = new Context((name) => this.resolve(name));
    for (const [name, value] of locals) if (value !== undefined) context.exported.set(name, value);
    return context;
  }
}
