import type { Rendering } from "../contracts/rendering.ts";
import { appendRange } from "../rendering/join-ranges.ts";
import { createRenderingBuilder } from "../rendering/rendering-builder.ts";
import type { OwnTurn } from "./derived-turn.ts";
import { Prefix } from "./prefix.ts";

/** The text of an example before its turns are written into it. */
export interface ExampleText {
  /** Its provenance is `origins`, or `parts` where it is what a renderer that knows turns printed. */
  readonly rendering: Rendering;
  /** What it begins with, and how much of it. */
  readonly start: Prefix;
  readonly startLength: number;
  /** How many messages it covers. */
  readonly messages: number;
  readonly composed: boolean;
}

/** A rendering that ends with a turn or with the conversation; where `end` is to be appended, cut behind that turn's data. */
export function printedText(start: Prefix, messages: number, end: OwnTurn | null): ExampleText {
  if (end === null || end.appended === "")
    return { rendering: start.rendering(), start, startLength: start.length, messages, composed: false };
  const builder = createRenderingBuilder();
  appendRange(builder, { rendering: start.rendering(), start: 0, end: end.range[1] });
  builder.template(end.appended, null, null, messages - 1);
  return { rendering: finish(builder), start, startLength: end.range[1], messages, composed: false };
}

/** The prompt that a server would send, then the answer. */
export function composedText({ prompt, plain, range, appended }: OwnTurn, messages: number): ExampleText {
  const builder = createRenderingBuilder();
  appendRange(builder, { rendering: prompt.rendering(), start: 0, end: prompt.length });
  appendRange(builder, { rendering: plain.rendering(), start: range[0], end: range[1] });
  builder.template(appended, null, null, messages - 1);
  return { rendering: finish(builder), start: prompt, startLength: prompt.length, messages, composed: true };
}

function finish(builder: ReturnType<typeof createRenderingBuilder>): Rendering {
  return builder.finish({ generated: null, trace: null });
}
