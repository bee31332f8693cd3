import type { Layout } from "./layout.ts";

/** How a scope fills a variable when it is entered. */
export type Load =
  /** Not at all: whoever enters does. */
  | { readonly kind: "parameter" }
  /** From the context. */
  | { readonly kind: "resolve"; readonly name: string }
  /** From the variable of the same name further out. */
  | { readonly kind: "alias"; readonly from: Reference }
  | { readonly kind: "undefined" };

/** A variable and the scope that it belongs to. */
export interface Reference {
  readonly owner: Symbols;
  readonly name: string;
  readonly slot: number;
}

/**
 * The names that a scope reads and sets, found before it is compiled, by the rules of Jinja2's `idtracking.py`: a name that is set
 * in a scope belongs to it, one that is only read belongs to the outermost scope that mentions it.
 */
export class Symbols {
  readonly parent: Symbols | null;
  readonly layout: Layout;
  readonly level: number;
  readonly references: Map<string, number>;
  readonly loads: Map<number, Load>;
  readonly stores: Set<string>;
  /** Context variables that inner functions read through this scope's slots. */
  readonly captured: Set<number>;

  constructor(parent: Symbols | null, layout: Layout, copied?: Symbols) {
    this.parent = parent;
    this.layout = layout;
    this.level = parent === null ? 0 : parent.level + 1;
    this.references = new Map(copied?.references);
    this.loads = new Map(copied?.loads);
    this.stores = new Set(copied?.stores);
    this.captured = new Set();
  }

  /** For one branch of an `if`. */
  branch(): Symbols {
    return new Symbols(this.parent, this.layout, this);
  }

  /** Whether the scope ends only with its function. */
  get isWholeFunction(): boolean {
    return this.parent === null || this.parent.layout !== this.layout;
  }

  find(name: string): Reference | null {
    const slot = this.references.get(name);
    if (slot !== undefined) return { owner: this, name, slot };
    return this.parent?.find(name) ?? null;
  }

  load(name: string): void {
    if (this.find(name) === null) this.#define(name, { kind: "resolve", name });
  }

  store(name: string): void {
    this.stores.add(name);
    if (this.references.has(name)) return;
    const outer = this.parent?.find(name) ?? null;
    this.#define(name, outer === null ? { kind: "undefined" } : { kind: "alias", from: outer });
  }

  parameter(name: string): number {
    this.stores.add(name);
    return this.#define(name, { kind: "parameter" });
  }

  /** After an `if`: what only a branch sets keeps its outer value where the branch is not taken. */
  merge(branches: readonly Symbols[]): void {
    const stored = new Set(branches.flatMap((branch) => [...branch.stores]).filter((name) => !this.stores.has(name)));
    for (const branch of branches) {
      for (const [name, slot] of branch.references) this.references.set(name, slot);
      for (const [slot, load] of branch.loads) this.loads.set(slot, load);
      for (const name of branch.stores) this.stores.add(name);
    }
    for (const name of stored) {
      const outer = this.parent?.find(name) ?? null;
      this.#define(name, outer === null ? { kind: "resolve", name } : { kind: "alias", from: outer });
    }
  }

  #define(name: string, load: Load): number {
    const slot = this.layout.slotOf(this.level, name);
    this.references.set(name, slot);
    this.loads.set(slot, load);
    return slot;
  }
}
