import { createRenderingBuilder, requireKnownRoles, type TemplateRenderer } from "@turnwise/core";
import { writeContentTurn } from "./content-turn.ts";
import { requiredContent } from "./message-text.ts";
import type { Printing } from "./printing.ts";
import { PLAIN_ROLES } from "./roles.ts";
import { writeDefaultPrompt } from "./system-turn.ts";
import { ASSISTANT_HEADER } from "./turn-markup.ts";

/** Where the templates differ that print each message as a turn of its own, and nothing else. */
export interface ChatmlStyle {
  readonly family: string;
  /** Printed where the conversation does not begin with a system message; empty for none. */
  readonly defaultPrompt: string;
}

export function createChatmlRenderer({ family, defaultPrompt }: ChatmlStyle): TemplateRenderer {
  return {
    name: family,
    appends: true,
    render({ messages }, { addGenerationPrompt }) {
      requireKnownRoles(family, messages, PLAIN_ROLES);
      const builder = createRenderingBuilder();
      const printing: Printing = { family, builder, messages };
      const lacksSystem = messages.length > 0 && messages[0]?.role !== "system";
      if (lacksSystem && defaultPrompt !== "") writeDefaultPrompt(printing, defaultPrompt);
      messages.forEach(({ role }, index) => writeContentTurn(builder, role, index, requiredContent(printing, index)));
      if (addGenerationPrompt) builder.template(ASSISTANT_HEADER, "generation-prompt");
      return builder.finish();
    },
  };
}
