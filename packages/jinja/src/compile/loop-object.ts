import type { Arguments } from "../values/arguments.ts";
import { nextAge } from "../values/age.ts";
import { Builtin } from "../values/builtin.ts";
import { Tuple } from "../values/list.ts";
import { equals } from "../values/operations.ts";
import { fail } from "../values/python-error.ts";
import type { RenderState } from "../values/render-state.ts";
import type { Str } from "../values/text.ts";
import { Undefined } from "../values/undefined.ts";
import { PythonObject, type Value } from "../values/value.ts";
import { ArrayCursor, type Cursor } from "./cursor.ts";

const NO_PREVIOUS = new Undefined("there is no previous item");
const NO_NEXT = new Undefined("there is no next item");

/** `loop` */
export class LoopObject extends PythonObject {
  readonly typeName = "LoopContext";
  readonly module = "jinja2.runtime";
  readonly depth0: number;
  #cursor: Cursor;
  readonly #recurse: ((iterable: Value, depth0: number) => Str) | null;
  index0 = -1;
  #length: number | null = null;
  #after: Value | undefined;
  #current: Value | undefined;
  #before: Value | undefined;
  #changed: readonly Value[] | null = null;
  readonly #age = nextAge();

  constructor(cursor: Cursor, recurse: ((iterable: Value, depth0: number) => Str) | null, depth0: number) {
    super();
    this.#cursor = cursor;
    this.#recurse = recurse;
    this.depth0 = depth0;
  }

  /** Takes the next item for the loop itself. */
  take(): Value | undefined {
    const item = this.#after === undefined ? this.#cursor.next(true) : this.#after;
    this.#after = undefined;
    if (item === undefined) return undefined;
    this.index0++;
    this.#before = this.#current;
    this.#current = item;
    return item;
  }

  override attribute(name: string, state: RenderState): Value | undefined {
    this.#refuseSealed(state);
    switch (name) {
      case "index":
        return this.index0 + 1;
      case "index0":
        return this.index0;
      case "first":
        return this.index0 === 0;
      case "last":
        return this.#peek() === undefined;
      case "length":
        return this.#count();
      case "revindex":
        return this.#count() - this.index0;
      case "revindex0":
        return this.#count() - this.index0 - 1;
      case "previtem":
        return this.index0 === 0 ? NO_PREVIOUS : (this.#before ?? null);
      case "nextitem": {
        const next = this.#peek();
        return next === undefined ? NO_NEXT : next;
      }
      case "depth":
        return this.depth0 + 1;
      case "depth0":
        return this.depth0;
      case "cycle":
        return new Builtin("cycle", (given) => this.#cycle(given));
      case "changed":
        return new Builtin("changed", (given, current) => this.#hasChanged(given, current));
      default:
        return undefined;
    }
  }

  override call(given: Arguments): Value {
    const [iterable, ...others] = given.positional.length > 0 ? given.positional : [...given.named.values()];
    if (iterable === undefined) {
      return fail("TypeError", "LoopContext.__call__() missing 1 required positional argument: 'iterable'");
    }
    if (others.length > 0) {
      return fail(
        "TypeError",
        `LoopContext.__call__() takes 2 positional arguments but ${others.length + 2} were given`,
      );
    }
    if (this.#recurse === null) {
      return fail("TypeError", "The loop must have the 'recursive' marker to be called recursively.");
    }
    return this.#recurse(iterable, this.depth0 + 1);
  }

  override length(state: RenderState): number {
    this.#refuseSealed(state);
    return this.#count();
  }

  override *iterate(state: RenderState): Iterator<Value, void> {
    this.#refuseSealed(state);
    for (let item = this.take(); item !== undefined; item = this.take()) yield new Tuple([item, this]);
  }

  text(state: RenderState): string {
    this.#refuseSealed(state);
    return `<LoopContext ${this.index0 + 1}/${this.#count()}>`;
  }

  /** Its items may be used up, and it knows how many there are. */
  #refuseSealed(state: RenderState): void {
    if (this.#age <= (state.sealed ?? 0))
      fail("RuntimeError", "a loop of the rendering is looked at in what is only tried");
  }

  #peek(): Value | undefined {
    if (this.#after === undefined) this.#after = this.#cursor.next(false);
    return this.#after;
  }

  #count(): number {
    this.#length ??= this.#cursor.length;
    if (this.#length !== null) return this.#length;
    const left: Value[] = [];
    for (let item = this.#cursor.next(false); item !== undefined; item = this.#cursor.next(false)) left.push(item);
    this.#cursor = new ArrayCursor(left);
    this.#length = left.length + this.index0 + 1 + (this.#after === undefined ? 0 : 1);
    return this.#length;
  }

  #cycle({ positional }: Arguments): Value {
    if (positional.length === 0) return fail("TypeError", "no items for cycling given");
    return positional[this.index0 % positional.length] ?? null;
  }

  #hasChanged({ positional }: Arguments, state: RenderState): boolean {
    this.#refuseSealed(state);
    const before = this.#changed;
    const isSame =
      before !== null &&
      before.length === positional.length &&
      positional.every((value, index) => equals(before[index] ?? null, value, state));
    if (isSame) return false;
    this.#changed = positional;
    return true;
  }
}
