import type { Diagnostic } from "@turnwise/core";

/** Counts what was noticed in one row: one diagnostic for each code and message. */
export class DiagnosticCounter {
  /** Made with the first: in most rows nothing is noticed. */
  #counted: Map<string, Diagnostic> | null = null;

  add(code: string, message: string): void {
    const key = `${code}\n${message}`;
    const counted = (this.#counted ??= new Map<string, Diagnostic>());
    counted.set(key, { code, message, count: (counted.get(key)?.count ?? 0) + 1 });
  }

  list(): readonly Diagnostic[] {
    return this.#counted === null ? NOTHING : [...this.#counted.values()];
  }
}

const NOTHING: readonly Diagnostic[] = [];
