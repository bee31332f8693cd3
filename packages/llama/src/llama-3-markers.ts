/** Opens a turn of Llama 3, 3.1 and 3.2. */
export function llama3Header(role: string): string {
  return HEADERS.get(role) ?? headerOf(role);
}

function headerOf(role: string): string {
  return `<|start_header_id|>${role}<|end_header_id|>\n\n`;
}

/** Of the roles that these templates print, put together once. */
const HEADERS: ReadonlyMap<string, string> = new Map(
  ["system", "user", "assistant", "ipython"].map((role) => [role, headerOf(role)]),
);

/** Ends a turn. */
export const LLAMA_3_END = "<|eot_id|>";

/** Ends a tool call of Llama 3.1 with built-in tools, whose result is awaited within the same answer. */
export const LLAMA_3_END_OF_MESSAGE = "<|eom_id|>";

/** Control tokens of Llama 3, 3.1 and 3.2 that stand at turns. */
export const LLAMA_3_TURN_MARKERS: readonly string[] = [
  "<|begin_of_text|>",
  "<|end_of_text|>",
  "<|start_header_id|>",
  "<|end_header_id|>",
  LLAMA_3_END,
  LLAMA_3_END_OF_MESSAGE,
  "<|python_tag|>",
];
