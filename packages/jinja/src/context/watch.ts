import type { Value } from "../values/value.ts";

/** What a rendering has looked at in its messages so far. */
export class Watch {
  /** As the context has them. */
  readonly items: readonly Value[];
  /** How many messages there seem to be: fewer while an ending is tried. */
  end: number;
  /** The highest message that was looked at, or whose absence was; Infinity: the number of messages. */
  reach: number;
  #shown: readonly Value[];

  constructor(items: readonly Value[]) {
    this.items = items;
    this.end = items.length;
    this.reach = -1;
    this.#shown = items;
  }

  /** A message, if there is one at this index, which is not below 0. */
  read(index: number): Value | undefined {
    if (index < this.end) {
      if (index > this.reach) this.reach = index;
      return this.items[index];
    }
    this.reach = Infinity;
    return undefined;
  }

  readAll(): readonly Value[] {
    this.reach = Infinity;
    if (this.#shown.length !== this.end) this.#shown = this.items.slice(0, this.end);
    return this.#shown;
  }
}
