import type { JinjaError, Segment, Template } from "@turnwise/jinja";

export interface Engine {
  readonly compileTemplate: (source: string) => Template;
  readonly JinjaError: typeof JinjaError;
}
/** What reference.py says; `generated` in code points, null where its own rule goes wrong. */
export interface Answer {
  readonly text?: string;
  readonly generated?: readonly (readonly [start: number, end: number])[] | null;
  readonly error?: string;
  readonly message?: string;
  readonly incomparable?: string;
}
export interface Case {
  readonly template: string;
  readonly context: Readonly<Record<string, unknown>> | ReadonlyMap<string, unknown>;
  readonly answer: Answer;
  readonly now: Date;
}
export function differences(engine: Engine, given: Case): readonly string[];
export function segmentFaults(
  segments: readonly Segment[],
  text: string,
  context: Readonly<Record<string, unknown>>,
): readonly string[];
export function valueAt(context: unknown, path: readonly (string | number)[]): unknown;
