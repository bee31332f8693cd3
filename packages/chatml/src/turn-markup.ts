import type { RenderingBuilder } from "@turnwise/core";

/** Opens a turn; the role's name and a newline follow. */
export const TURN_START = "<|im_start|>";

/** Ends a turn. */
export const TURN_END = "<|im_end|>";

export const TURN_MARKERS: readonly string[] = [TURN_START, TURN_END];

export const END_OF_TURN: readonly string[] = [TURN_END];

/** What opens a turn of these roles, put together once. */
const HEADERS: ReadonlyMap<string, string> = new Map(
  ["system", "user", "assistant", "tool"].map((role) => [role, printedHeader(role)]),
);

/** What opens a turn. */
export function turnHeader(role: string): string {
  return HEADERS.get(role) ?? printedHeader(role);
}

function printedHeader(role: string): string {
  return `${TURN_START}${role}\n`;
}

/** What the server writes before the model answers. */
export const ASSISTANT_HEADER: string = turnHeader("assistant");

/** Ends the open turn: the token that a model must produce, and the newline that none ever samples. */
export function closeTurn(builder: RenderingBuilder): void {
  builder.template(TURN_END, "end");
  builder.template("\n", "separator");
}
