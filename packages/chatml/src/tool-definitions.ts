import { pythonJson, type InputTurn, type Json } from "@turnwise/core";

const INTRODUCTION =
  "# Tools\n\nYou may call one or more functions to assist with the user query.\n\nYou are provided with function signatures within <tools></tools> XML tags:\n<tools>";
const INSTRUCTION =
  '\n</tools>\n\nFor each function call, return a json object with function name and arguments within <tool_call></tool_call> XML tags:\n<tool_call>\n{"name": <function-name>, "arguments": <args-json-object>}\n</tool_call>';

/** Writes Qwen's description of the tools into the system turn; `before` separates it from the system prompt. */
export function writeToolDefinitions(turn: InputTurn, tools: readonly Json[], before: string): void {
  turn.template(before + INTRODUCTION, "tools");
  writeTools(turn, tools);
  turn.template(INSTRUCTION, "tools");
}

/** Each definition as JSON on a line of its own. */
export function writeTools(turn: InputTurn, tools: readonly Json[]): void {
  for (const tool of tools) {
    turn.template("\n", "tools");
    turn.data(pythonJson(tool), { message: -1, field: "tools", start: -1 });
  }
}
