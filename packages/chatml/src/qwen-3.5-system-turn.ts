import { openInputTurn, type Json } from "@turnwise/core";
import type { Qwen35Printing } from "./qwen-3.5-printing.ts";
import { writeSlice } from "./sourced-text.ts";
import { writeTools } from "./tool-definitions.ts";
import { closeTurn, TURN_START } from "./turn-markup.ts";

const INTRODUCTION = "# Tools\n\nYou have access to the following functions:\n\n<tools>";
const INSTRUCTION =
  "\n</tools>\n\nIf you choose to call a function ONLY reply in the following format with NO suffix:\n\n<tool_call>\n<function=example_function_name>\n<parameter=example_parameter_1>\nvalue_1\n</parameter>\n<parameter=example_parameter_2>\nThis is the value for the second parameter\nthat can span\nmultiple lines\n</parameter>\n</function>\n</tool_call>\n\n<IMPORTANT>\nReminder:\n- Function calls MUST follow the specified format: an inner <function=...></function> block must be nested within <tool_call></tool_call> XML tags\n- Required parameters MUST be specified\n- You may provide optional reasoning for your function call in natural language BEFORE the function call, but NOT after\n- If there is no function call available, answer the question like normal with your current knowledge and do not tell the user about function calls\n</IMPORTANT>";

/** Writes the turn that holds the tools and, behind them, the system message; nothing if there is neither. */
export function writeSystemTurn({ builder, messages, contentOf }: Qwen35Printing, tools: readonly Json[]): void {
  const isGiven = messages[0]?.role === "system";
  if (tools.length === 0 && !isGiven) return;
  const turn = openInputTurn(builder, "system", isGiven ? [0] : []);
  turn.template(`${TURN_START}system\n`);
  if (tools.length > 0) {
    turn.template(INTRODUCTION, "tools");
    writeTools(turn, tools);
    turn.template(INSTRUCTION, "tools");
  }
  if (isGiven) {
    const { source, slice } = contentOf(0);
    if (tools.length > 0 && slice.text !== "") turn.template("\n\n");
    writeSlice(source, slice, 0, turn.data);
  }
  closeTurn(builder);
}
