import { List } from "../values/list.ts";
import type { Source } from "../values/source.ts";
import type { Value } from "../values/value.ts";
import type { Watch } from "./watch.ts";

/** `messages`, or `messages[start:]`: a list that notes what is read of it. */
export class WatchedList extends List {
  readonly watch: Watch;
  /** Where it begins in the messages. */
  readonly start: number;
  readonly #source: Source;

  constructor(watch: Watch, start: number, source: Source) {
    super([], start === 0 ? source : null);
    this.watch = watch;
    this.start = start;
    this.#source = source;
  }

  override get items(): readonly Value[] {
    const all = this.watch.readAll();
    return this.start === 0 ? all : all.slice(this.start);
  }

  override get length(): number {
    return Math.max(0, this.watch.readAll().length - this.start);
  }

  override at(index: number): Value | undefined {
    return index < 0 ? this.items.at(index) : this.watch.read(this.start + index);
  }

  override from(start: number): WatchedList {
    return new WatchedList(this.watch, this.start + start, this.#source);
  }

  override *iterate(): Iterator<Value, void> {
    for (let index = this.start; ; index++) {
      const item = this.watch.read(index);
      if (item === undefined) return;
      yield item;
    }
  }
}
