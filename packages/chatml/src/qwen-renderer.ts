import {
  createRenderingBuilder,
  requireKnownRoles,
  TemplateError,
  type AppendedBeginnings,
  type Conversation,
  type RenderingBuilder,
  type TemplateRenderer,
} from "@turnwise/core";
import { writeContentTurn } from "./content-turn.ts";
import type { Printing } from "./printing.ts";
import { QWEN_ROLES } from "./roles.ts";
import { writeSystemTurn, type SystemTurnStyle } from "./system-turn.ts";
import { writeToolResults } from "./tool-results.ts";

/** A conversation on its way through a Qwen template. */
export interface QwenPrinting extends Printing {
  readonly conversation: Conversation;
}

/** Where the Qwen templates differ. */
export interface QwenStyle extends SystemTurnStyle {
  readonly family: string;
  /** The content of a user's message, or of a later system message. */
  contentOf(printing: Printing, message: number): string;
  /** Writes the assistant's turns of one conversation. */
  assistantWriter(printing: QwenPrinting): (message: number) => void;
  generationPrompt(conversation: Conversation): string;
  /** See `TemplateRenderer.appends`. */
  readonly appends: boolean | AppendedBeginnings;
}

/** What the templates of Qwen 2.5, QwQ and Qwen 3 share: system turn first, then a turn a message, tool results joined. */
export function createQwenRenderer(style: QwenStyle): TemplateRenderer {
  const { family, appends } = style;
  return {
    name: family,
    appends,
    render(conversation, { addGenerationPrompt }) {
      const { messages, tools } = conversation;
      checkNotEmpty(family, conversation);
      requireKnownRoles(family, messages, QWEN_ROLES);
      const builder: RenderingBuilder = createRenderingBuilder();
      const printing: QwenPrinting = { family, builder, messages, conversation };
      writeSystemTurn(printing, tools ?? [], style);
      const writeAssistant = style.assistantWriter(printing);
      let index = messages[0]?.role === "system" ? 1 : 0;
      while (index < messages.length) {
        const role = messages[index]?.role ?? "";
        if (role === "tool") index += writeToolResults(printing, index);
        else {
          if (role === "assistant") writeAssistant(index);
          else writeContentTurn(builder, role, index, style.contentOf(printing, index));
          index++;
        }
      }
      if (addGenerationPrompt) builder.template(style.generationPrompt(conversation), "generation-prompt");
      return builder.finish();
    },
  };
}

function checkNotEmpty(family: string, { messages }: Conversation): void {
  if (messages.length > 0) return;
  throw new TemplateError(
    `${family}: the conversation has no messages, and the template reads the first. Drop the row.`,
  );
}
