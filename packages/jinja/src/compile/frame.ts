import type { Value } from "../values/value.ts";
import type { Context } from "./context.ts";
import type { Rendering } from "./rendering.ts";

/** One run of a function of the template. A slot is undefined where the variable is not set. */
export class Frame {
  readonly slots: (Value | undefined)[];
  /** That of the function around it; the outermost is its own. */
  readonly up: Frame;
  readonly state: Rendering;
  /** Where names are looked up. */
  readonly context: Context;

  constructor(size: number, up: Frame | null, state: Rendering, context: Context) {
    const slots: (Value | undefined)[] = [];
    for (let slot = 0; slot < size; slot++) slots.push(undefined);
    this.slots = slots;
    this.up = up ?? this;
    this.state = state;
    this.context = context;
  }
}

export type Evaluate = (frame: Frame) => Value;
/** An expression of which only the truth matters. */
export type Check = (frame: Frame) => boolean;
/** What a statement leaves the surrounding loop to do: go on, stop, or take its next item. */
export type Signal = 0 | 1 | 2;
export const GO_ON = 0;
export const BREAK = 1;
export const CONTINUE = 2;
export type Execute = (frame: Frame) => Signal;
export type Read = (frame: Frame) => Value | undefined;
export type Assign = (frame: Frame, value: Value) => void;
