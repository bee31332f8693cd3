import type { Template } from "@turnwise/jinja";
import { entriesOf, type TemplateRenderer } from "@turnwise/core";
import { tracedRendering } from "@turnwise/transformers";
import type { RawConversation } from "./raw-conversation.ts";
import { conversationFault } from "./template-fault.ts";

/**
 * Renders with the variables of one file as they are; `documents` and `tools` are null where it has none, and
 * `add_generation_prompt` is the renderer's to set.
 *
 * @throws {TemplateError} what the template refuses, with its line
 */
export function rawRenderer(
  name: string,
  template: Template,
  { variables, messages }: RawConversation,
): TemplateRenderer {
  const { continue_final_message: _howItEnds, ...given } = Object.fromEntries(entriesOf(variables));
  return {
    name: "jinja",
    readsClock: template.readsClock,
    marksGeneration: template.marksGeneration,
    render(conversation, { addGenerationPrompt, clock, endBefore = [] }) {
      const context = {
        documents: null,
        tools: null,
        ...given,
        ...(conversation.tools === undefined ? {} : { tools: conversation.tools }),
        messages: conversation.messages.map((message) => messages.get(message) ?? message),
        add_generation_prompt: addGenerationPrompt,
      };
      try {
        return tracedRendering(template.render(context, { now: clock, endBefore }), conversation.messages.length);
      } catch (error) {
        throw conversationFault(name, error);
      }
    },
  };
}
