import type { RenderingBuilder } from "@turnwise/core";

/** Opens a turn; the role's name and a newline follow. */
export const TURN_START = "<|im_start|>";

/** Ends a turn. */
export const TURN_END = "<|im_end|>";

export const TURN_MARKERS: readonly string[] = [TURN_START, TURN_END];

export const END_OF_TURN: readonly string[] = [TURN_END];

/** What the server writes before the model answers. */
export const ASSISTANT_HEADER: string = `${TURN_START}assistant\n`;

/** Ends the open turn: the token that a model must produce, and the newline that none ever samples. */
export function closeTurn(builder: RenderingBuilder): void {
  builder.template(TURN_END, "end");
  builder.template("\n", "separator");
}
