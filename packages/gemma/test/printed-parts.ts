import type { Conversation, ModelFamily } from "@turnwise/core";

/**
 * What a family prints, piece by piece, for tests that draw it.
 *
 * ```
 * ["user.header", "<start_of_turn>user\n"], ["user.body 0.content+1", "Hi"], …
 * ```
 */
export function printedParts(family: ModelFamily, conversation: Conversation): readonly (readonly [string, string])[] {
  const rendering = family.renderer.render(conversation, {
    addGenerationPrompt: false,
    specialTokens: {},
    clock: new Date(0),
  });
  return Array.from({ length: rendering.segmentCount }, (_, index) => {
    const { turn, part, origin, message, field, sourceStart, text } = rendering.segment(index);
    const source = origin === "data" ? ` ${message}.${field}${sourceStart < 0 ? "" : `+${sourceStart}`}` : "";
    const wraps = origin === "template" && field !== null ? ` (${field})` : "";
    return [`${turn}.${rendering.turns[turn]?.role ?? ""}.${part ?? ""}${source}${wraps}`, text] as const;
  });
}
