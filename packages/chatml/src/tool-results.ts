import { openInputTurn } from "@turnwise/core";
import { contentOrNothing } from "./message-text.ts";
import type { Printing } from "./printing.ts";
import { closeTurn, TURN_START } from "./turn-markup.ts";

/** How many tool messages stand in a row from `first` on. */
export function toolRunLength({ messages }: Printing, first: number): number {
  let length = 0;
  while (messages[first + length]?.role === "tool") length++;
  return length;
}

/** Writes a run of tool messages as the one user turn that Qwen prints for it; returns how many they are. */
export function writeToolResults(printing: Printing, first: number): number {
  const length = toolRunLength(printing, first);
  const run = Array.from({ length }, (_, index) => first + index);
  const turn = openInputTurn(printing.builder, "tool", run);
  turn.template(`${TURN_START}user`);
  for (const message of run) {
    turn.template("\n<tool_response>\n", "content");
    turn.data(contentOrNothing(printing, message), { message, field: "content", start: 0 });
    turn.template("\n</tool_response>", "content");
  }
  closeTurn(printing.builder);
  return length;
}
