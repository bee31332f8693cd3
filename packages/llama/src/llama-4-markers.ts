/** Opens a turn of Llama 4. */
export function llama4Header(role: string): string {
  return `<|header_start|>${role}<|header_end|>\n\n`;
}

/** Ends a turn of Llama 4. */
export const LLAMA_4_END = "<|eot|>";

/** Control tokens of Llama 4 that stand at turns. */
export const LLAMA_4_TURN_MARKERS: readonly string[] = [
  "<|begin_of_text|>",
  "<|end_of_text|>",
  "<|header_start|>",
  "<|header_end|>",
  LLAMA_4_END,
  "<|eom|>",
  "<|python_start|>",
  "<|python_end|>",
  "<|image|>",
];
