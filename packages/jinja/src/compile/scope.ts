import type { Symbols } from "./symbols.ts";
import type { Rest } from "./rest.ts";
import type { Unit } from "./unit.ts";

/** Where a statement or expression stands, as far as its compilation depends on it. Jinja2's `Frame`. */
export interface Scope {
  readonly unit: Unit;
  readonly symbols: Symbols;
  /** What is set here is exported. */
  readonly isTopLevel: boolean;
  /** In an `if`: unknown filters and tests fail only when they are reached. */
  readonly isSoft: boolean;
  /** Whether printed text is escaped; null: the rendering knows. */
  readonly escapes: boolean | null;
  /** What is left of the template behind the statement, where a loop over messages may be cut short; null where it may not. */
  readonly rest: Rest | null;
}

/** The scope of statements within, which have variables of their own. */
export function inner(scope: Scope, symbols: Symbols): Scope {
  return { ...scope, symbols, isTopLevel: false, isSoft: false, rest: null };
}
