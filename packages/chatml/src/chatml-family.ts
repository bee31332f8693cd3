import { createRenderingBuilder, type ModelFamily } from "@turnwise/core";
import { writeContentTurn } from "./input-turn.ts";
import { checkRoles, PLAIN_ROLES } from "./known-roles.ts";
import { requiredText } from "./message-text.ts";
import type { Printing } from "./printing.ts";
import { ASSISTANT_HEADER, END_OF_TURN, TURN_MARKERS } from "./turn-markup.ts";

const NAME = "chatml";

/**
 * Plain ChatML: every message a turn of its own, under its role's name. Tools, tool calls and reasoning are not printed.
 *
 * @example
 * import { chatmlFamily } from "@turnwise/chatml";
 *
 * const options = { addGenerationPrompt: false, specialTokens: {}, clock: new Date() };
 * chatmlFamily.renderer.render({ messages: [{ role: "user", content: "Hello" }] }, options).text;
 * // <|im_start|>user\nHello<|im_end|>\n
 */
export const chatmlFamily: ModelFamily = {
  name: NAME,
  description: "Plain ChatML: a turn for each message, nothing added",
  reference:
    "https://github.com/axolotl-ai-cloud/axolotl/blob/main/src/axolotl/utils/chat_templates/templates/chatml.jinja",
  templateHashes: [
    // Axolotl's file; the same text as a string, without the newline at its end.
    "e7a3df47d72feec173403ca6c63b3632edde3536fc0f5a4413ab432a2cfddb8d",
  ],
  turnMarkers: TURN_MARKERS,
  endOfTurn: END_OF_TURN,
  roles: PLAIN_ROLES,
  system: "turn",
  reasoningInHistory: "none",
  tools: false,
  contentParts: false,
  renderer: {
    name: NAME,
    render({ messages }, { addGenerationPrompt }) {
      checkRoles(NAME, messages, PLAIN_ROLES);
      const builder = createRenderingBuilder();
      const printing: Printing = { family: NAME, builder, messages };
      messages.forEach(({ role }, index) => writeContentTurn(builder, role, index, requiredText(printing, index)));
      if (addGenerationPrompt) builder.template(ASSISTANT_HEADER, "generation-prompt");
      return builder.finish();
    },
  },
};
