import type { Conversation, ModelFamily, RenderOptions } from "@turnwise/core";
import { REFERENCE_OPTIONS } from "./template-reference.ts";
import { segmentsOf } from "./trained-texts.ts";

/**
 * What a family prints, drawn for tests: a line a segment, with the role and the messages of its turn, its part and its text;
 * behind data its message, field and offset, behind template text in angle brackets the field that it wraps.
 *
 * ```
 * - preamble "<s>"
 * assistant[1] header "<|im_start|>assistant\n"
 * assistant[1] body "<think>\n" <reasoning_content>
 * assistant[1] body "Paris." 1.content@0
 * ```
 *
 * @example
 * import { drawSegments } from "@turnwise/testkit";
 *
 * expect(drawSegments(family, { messages: [] }, { addGenerationPrompt: true })).toEqual(['- generation-prompt "A:"']);
 */
export function drawSegments(
  family: ModelFamily,
  conversation: Conversation,
  options: Partial<RenderOptions> = {},
): readonly string[] {
  const rendering = family.renderer.render(conversation, { ...REFERENCE_OPTIONS, ...options });
  return segmentsOf(rendering).map(({ turn, part, text, origin, message, field, sourceStart }) => {
    const owner = rendering.turns[turn];
    const place = owner === undefined ? "-" : `${owner.role}[${owner.messages.join()}]`;
    const source = origin === "data" ? ` ${message}.${field}@${sourceStart}` : field === null ? "" : ` <${field}>`;
    return `${place} ${part} ${JSON.stringify(text)}${source}`;
  });
}
