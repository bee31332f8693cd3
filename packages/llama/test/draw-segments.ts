import type { Rendering, RenderOptions } from "@turnwise/core";

/**
 * One line a segment: turn, part, who wrote it, text. Data has its message, field and offset: `0 body 1.content@2 "Hi"`;
 * template text that wraps a field has that: `0 body (tool_calls) "}"`.
 */
export function drawSegments(rendering: Rendering): readonly string[] {
  return Array.from({ length: rendering.segmentCount }, (_, index) => {
    const { turn, part, origin, message, field, sourceStart, text } = rendering.segment(index);
    const writer = origin === "data" ? `${message}.${field}@${sourceStart} ` : field === null ? "" : `(${field}) `;
    return `${turn} ${part} ${writer}${JSON.stringify(text)}`;
  });
}

/** Options with Llama's usual tokens. */
export const OPTIONS: RenderOptions = {
  addGenerationPrompt: false,
  specialTokens: { bos_token: "<s>", eos_token: "</s>" },
  clock: new Date(2031, 0, 5),
};
