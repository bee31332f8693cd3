import { openInputTurn, TemplateError, writePieces, type Conversation, type Json, type Message } from "@turnwise/core";
import { trimmedContent } from "./content-pieces.ts";
import { llama3Header, LLAMA_3_END } from "./llama-3-markers.ts";
import type { Llama31Printing } from "./llama-3.1-printing.ts";
import { SYSTEM_TOOLS_INTRODUCTION, writeToolDefinitions } from "./tool-definitions.ts";
import { shortDate } from "./short-date.ts";

/** Writes the system turn, which stands in every rendering, whether the conversation has a system message or not. */
export function writeSystemTurn(printing: Llama31Printing, system: Message | null): void {
  const { settings, conversation, options, builder, tools, builtinTools } = printing;
  const turn = openInputTurn(builder, "system", system === null ? [] : [0]);
  turn.template(llama3Header("system"));
  if (builtinTools !== null || tools !== null) turn.template("Environment: ipython\n");
  if (builtinTools !== null) {
    const printed = builtinTools.filter((name) => name !== "code_interpreter").join(", ");
    turn.template("Tools: ");
    turn.data(printed, { message: -1, field: "builtin_tools", start: -1 });
    turn.template("\n\n");
  }
  turn.template("Cutting Knowledge Date: December 2023\nToday Date: ");
  const date = dateArgument(settings.family, conversation);
  if (date === undefined) turn.template(settings.fixedDate ?? shortDate(options.clock));
  else turn.data(date, { message: -1, field: "date_string", start: 0 });
  turn.template("\n\n");
  if (tools?.inUserMessage === false) writeToolDefinitions(turn, SYSTEM_TOOLS_INTRODUCTION, tools);
  if (system !== null) writePieces(trimmedContent(settings.family, system, 0, "text"), 0, turn.data);
  builder.template(LLAMA_3_END, "end");
}

function dateArgument(family: string, conversation: Conversation): string | undefined {
  const date: Json | undefined = conversation.templateArguments?.["date_string"];
  if (date === undefined || typeof date === "string") return date;
  throw new TemplateError(
    `${family}: the template argument date_string is not text. Give a text such as "26 Jul 2024".`,
  );
}
