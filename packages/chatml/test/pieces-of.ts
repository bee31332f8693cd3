import type { Conversation, ModelFamily } from "@turnwise/core";

/** The segments of a rendering, one a line: `turn part text`, and for data `message.field@offset`. */
export function piecesOf(family: ModelFamily, conversation: Conversation, addGenerationPrompt = false): string[] {
  const clock = new Date(2024, 6, 26, 13, 45, 7);
  const rendering = family.renderer.render(conversation, { addGenerationPrompt, specialTokens: {}, clock });
  return Array.from({ length: rendering.segmentCount }, (_, index) => {
    const { turn, part, text, origin, message, field, sourceStart } = rendering.segment(index);
    const owner = rendering.turns[turn];
    const place = owner === undefined ? "-" : `${owner.role}[${owner.messages.join()}]`;
    const source = origin === "data" ? ` ${message}.${field}@${sourceStart}` : field === null ? "" : ` <${field}>`;
    return `${place} ${part} ${JSON.stringify(text)}${source}`;
  });
}
