import type { Ending, MessageTrace, RenderResult, Segment } from "../template.ts";
import type { Output } from "./output.ts";
import type { Rendering } from "./rendering.ts";
import { segmentsOf } from "./segments.ts";

/** Segments are made when they are asked for. */
export class Result implements RenderResult {
  readonly text: string;
  readonly generated: readonly (readonly [start: number, end: number])[];
  readonly messages: readonly MessageTrace[];
  readonly endings: ReadonlyMap<number, Ending>;
  readonly #output: Output;
  #segments: readonly Segment[] | null = null;

  constructor({ root, generated, traces, endings }: Rendering) {
    this.text = root.text;
    this.generated = generated;
    this.messages = traces.list();
    this.endings = endings;
    this.#output = root;
  }

  get segments(): readonly Segment[] {
    this.#segments ??= segmentsOf(this.#output, 0);
    return this.#segments;
  }
}
