/** Gemma 4's control tokens: what opens, names or closes something, and the quotation mark. */
export const TURN_MARKERS: readonly string[] = [
  "<|turn>",
  "<turn|>",
  "<|channel>",
  "<channel|>",
  "<|think|>",
  "<|tool>",
  "<tool|>",
  "<|tool_call>",
  "<tool_call|>",
  "<|tool_response>",
  "<tool_response|>",
  '<|"|>',
];

/** A call is ended by the token that opens its result. */
export const END_OF_TURN: readonly string[] = ["<turn|>", "<|tool_response>"];
