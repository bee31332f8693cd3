/**
 * The variables of one function of the compiled template: the template itself, a block, a macro, a recursive loop, a loop's test.
 * Every run of the function has a `Frame` with as many slots. Scopes of the same level that follow each other share the slot of a
 * name, as they share Python's variable: a macro that outlives its scope sees what the next one stores there.
 */
export class Layout {
  readonly parent: Layout | null;
  readonly depth: number;
  /** Blocks look names up when they begin; all else reads the context directly. */
  readonly isBlock: boolean;
  readonly #slots = new Map<string, number>();

  constructor(parent: Layout | null, isBlock = false) {
    this.parent = parent;
    this.depth = parent === null ? 0 : parent.depth + 1;
    this.isBlock = isBlock || (parent?.isBlock ?? false);
  }

  slotOf(level: number, name: string): number {
    const key = `${level} ${name}`;
    let slot = this.#slots.get(key);
    if (slot === undefined) {
      slot = this.#slots.size;
      this.#slots.set(key, slot);
    }
    return slot;
  }

  get size(): number {
    return this.#slots.size;
  }
}
