import type { Diagnostic } from "@turnwise/core";

/** Counts what was noticed in one row: one diagnostic for each code and message. */
export class DiagnosticCounter {
  readonly #counted: Map<string, Diagnostic> = new Map();

  add(code: string, message: string): void {
    const key = `${code}\n${message}`;
    this.#counted.set(key, { code, message, count: (this.#counted.get(key)?.count ?? 0) + 1 });
  }

  list(): readonly Diagnostic[] {
    return [...this.#counted.values()];
  }
}
