import type { Source } from "./source.ts";
import type { Value } from "./value.ts";

/** A Python list, or, as `Tuple`, a tuple. Templates cannot change either: the sandbox forbids it. */
export class List {
  #items: readonly Value[] | null;
  readonly #make: (() => readonly Value[]) | null;
  /** Where in the context it stands as a whole; null if it was made by the template. */
  readonly source: Source | null;

  /** Items may be made when they are first asked for. */
  constructor(items: readonly Value[] | (() => readonly Value[]), source: Source | null = null) {
    this.source = source;
    this.#items = typeof items === "function" ? null : items;
    this.#make = typeof items === "function" ? items : null;
  }

  /** All of them: for whoever looks at every item or at the length. */
  get items(): readonly Value[] {
    this.#items ??= this.#make?.() ?? [];
    return this.#items;
  }

  get length(): number {
    return this.items.length;
  }

  /** One item, for whoever looks at no other; an index below 0 counts from the end. */
  at(index: number): Value | undefined {
    return this.items.at(index);
  }

  /** `list[start:]`, for a start from 0 on: whoever takes it has not looked at any item. */
  from(start: number): List {
    return new List(this.items.slice(start));
  }

  /** One after the other; whoever stops early has not looked at the rest. */
  iterate(): Iterator<Value, void> {
    return this.items.values();
  }
}

export class Tuple extends List {
  override from(start: number): Tuple {
    return new Tuple(this.items.slice(start));
  }
}
