import type { Budget } from "../limits.ts";
import type { Arguments } from "./arguments.ts";
import type { Value } from "./value.ts";

/** `value | name(…)` */
export type Filter = (value: Value, given: Arguments, state: RenderState) => Value;
/** `value is name(…)` */
export type Test = (value: Value, given: Arguments, state: RenderState) => boolean;

/** What values, filters and tests may ask of the rendering they are part of. */
export interface RenderState {
  readonly budget: Budget;
  readonly filters: ReadonlyMap<string, Filter>;
  readonly tests: ReadonlyMap<string, Test>;
  /** What `strftime_now` reads, in the time zone of the process. */
  readonly now: Date;
  /** Whether text that is printed or joined is escaped; off but in `{% autoescape true %}`. */
  readonly autoescape: boolean;
  /** To be called before an object changes: what an ending that is only tried does is taken back. */
  changing?<T>(object: Changeable<T>): void;
  /** While an ending is tried, objects of this age or an older one must not be used up: see `nextAge`. */
  readonly sealed?: number;
}

/** An object that templates can change: namespaces, cyclers and joiners. */
export interface Changeable<T> {
  snapshot(): T;
  restore(saved: T): void;
}
