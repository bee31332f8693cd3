import { openInputTurn, type Json } from "@turnwise/core";
import { writeContentTurn } from "./content-turn.ts";
import { contentOrNothing, requiredContent } from "./message-text.ts";
import type { Printing } from "./printing.ts";
import { writeToolDefinitions } from "./tool-definitions.ts";
import { closeTurn, turnHeader } from "./turn-markup.ts";

export interface SystemTurnStyle {
  /** Printed where the conversation does not begin with a system message; empty for none. */
  readonly defaultPrompt: string;
  /** Whether the blank line before the tools is printed without a prompt, too. A prompt without text is then no error. */
  readonly blankLineBeforeTools: "always" | "after-a-prompt";
}

const HEADER = turnHeader("system");

/** Writes the turn in which Qwen prints the first system message and the tools; nothing if there is neither. */
export function writeSystemTurn(printing: Printing, tools: readonly Json[], style: SystemTurnStyle): void {
  const isGiven = printing.messages[0]?.role === "system";
  if (tools.length > 0) writeWithTools(printing, tools, isGiven, style);
  else if (isGiven) writeContentTurn(printing.builder, "system", 0, requiredContent(printing, 0));
  else if (style.defaultPrompt !== "") writeDefaultPrompt(printing, style.defaultPrompt);
}

function writeWithTools(printing: Printing, tools: readonly Json[], isGiven: boolean, style: SystemTurnStyle): void {
  const always = style.blankLineBeforeTools === "always";
  const turn = openInputTurn(printing.builder, "system", isGiven ? [0] : []);
  turn.template(HEADER);
  if (isGiven) {
    const content = always ? contentOrNothing(printing, 0) : requiredContent(printing, 0);
    turn.data(content, { message: 0, field: "content", start: 0 });
  } else turn.template(style.defaultPrompt);
  writeToolDefinitions(turn, tools, always || isGiven ? "\n\n" : "");
  closeTurn(printing.builder);
}

/** A system turn that stands for no message. */
export function writeDefaultPrompt({ builder }: Printing, prompt: string): void {
  builder.turn("system", []);
  builder.template(HEADER, "header");
  builder.template(prompt, "body");
  closeTurn(builder);
}
