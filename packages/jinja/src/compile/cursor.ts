import { WatchedList } from "../context/watched-list.ts";
import { List } from "../values/list.ts";
import { iterate, lengthOf } from "../values/operations.ts";
import type { RenderState } from "../values/render-state.ts";
import { PythonObject, type Value } from "../values/value.ts";

/** What a loop takes its items from. */
export interface Cursor {
  /** Undefined: there is none left. `isAtHead`: the loop takes it, nobody merely looks ahead. */
  next(isAtHead: boolean): Value | undefined;
  /** How many items there are in all; null if that is not known. */
  readonly length: number | null;
}

/** @param before see `MessageCursor` */
export function cursorOf(items: Value, state: RenderState, before: ((message: number) => void) | null): Cursor {
  if (items instanceof WatchedList) return new MessageCursor(items, before);
  if (items instanceof List) return new ArrayCursor(items.items);
  const hasNoLength = items instanceof PythonObject && items.length === undefined;
  return new IteratorCursor(iterate(items, state), hasNoLength ? null : () => lengthOf(items, state));
}

export class ArrayCursor implements Cursor {
  readonly #items: readonly Value[];
  #at = 0;

  constructor(items: readonly Value[]) {
    this.#items = items;
  }

  next(): Value | undefined {
    return this.#items[this.#at++];
  }

  get length(): number {
    return this.#items.length;
  }
}

export class IteratorCursor implements Cursor {
  readonly #iterator: Iterator<Value, void>;
  readonly #length: (() => number) | null;

  constructor(iterator: Iterator<Value, void>, length: (() => number) | null) {
    this.#iterator = iterator;
    this.#length = length;
  }

  next(): Value | undefined {
    const { done, value } = this.#iterator.next();
    return done === true ? undefined : (value ?? null);
  }

  get length(): number | null {
    return this.#length?.() ?? null;
  }
}

/** Messages one by one. */
export class MessageCursor implements Cursor {
  readonly #list: WatchedList;
  readonly #before: ((message: number) => void) | null;
  #at: number;

  /** @param before called when the loop is about to take a message, or to find that there is none left */
  constructor(list: WatchedList, before: ((message: number) => void) | null) {
    this.#list = list;
    this.#before = before;
    this.#at = list.start;
  }

  next(isAtHead: boolean): Value | undefined {
    const { watch } = this.#list;
    if (isAtHead && this.#at <= watch.end) this.#before?.(this.#at);
    const item = watch.read(this.#at);
    if (item !== undefined) this.#at++;
    return item;
  }

  get length(): number {
    return this.#list.items.length;
  }
}

/** What a loop's test makes of an item: what the loop goes on with; undefined if the item does not pass. */
export type LoopFilter = (item: Value) => Value | undefined;

/** Those that pass a test, each tested when the loop comes to it. */
export class FilteredCursor implements Cursor {
  readonly #cursor: Cursor;
  readonly #filter: LoopFilter;
  readonly length = null;

  constructor(cursor: Cursor, filter: LoopFilter) {
    this.#cursor = cursor;
    this.#filter = filter;
  }

  next(isAtHead: boolean): Value | undefined {
    for (let item = this.#cursor.next(isAtHead); item !== undefined; item = this.#cursor.next(isAtHead)) {
      const passed = this.#filter(item);
      if (passed !== undefined) return passed;
    }
    return undefined;
  }
}
