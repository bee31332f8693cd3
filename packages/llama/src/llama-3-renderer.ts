import {
  createRenderingBuilder,
  requireKnownRoles,
  specialToken,
  type Conversation,
  type KnownRoles,
  type Rendering,
  type RenderOptions,
  type TemplateRenderer,
} from "@turnwise/core";
import { writeTrimmedBody, type ContentForm } from "./content-pieces.ts";
import { llama3Header, LLAMA_3_END } from "./llama-3-markers.ts";
import { requiredSpecialToken } from "./required-special-token.ts";

/** What Llama 3.0's template prints for each role: its name. */
export const LLAMA_3_ROLES: KnownRoles = {
  system: "system",
  user: "user",
  assistant: "assistant",
  tool: "tool",
  ipython: "ipython",
};

/** Where the published copies of Llama 3.0's template differ. */
export interface Llama3Settings {
  readonly family: string;
  /** Whether a model without a BOS token is an error, or renders without it. */
  readonly bos: "required" | "optional";
  readonly content: ContentForm;
  /** Whether the generation prompt is printed when asked for, or at the end of every rendering. */
  readonly generationPrompt: "asked" | "always";
}

/**
 * ```
 * <|begin_of_text|>   <|start_header_id|>assistant<|end_header_id|>\n\n   Paris.   <|eot_id|>
 * preamble            header                                              body     end
 * ```
 */
export function createLlama3Renderer(settings: Llama3Settings): TemplateRenderer {
  return {
    name: settings.family,
    appends: settings.generationPrompt === "asked",
    render: (conversation, options) => render(settings, conversation, options),
  };
}

function render(settings: Llama3Settings, conversation: Conversation, options: RenderOptions): Rendering {
  const { family } = settings;
  const { messages } = conversation;
  requireKnownRoles(family, messages, LLAMA_3_ROLES);
  const builder = createRenderingBuilder();
  if (messages.length > 0) {
    const bos =
      settings.bos === "required"
        ? requiredSpecialToken(family, "bos_token", conversation, options)
        : specialToken(family, "bos_token", conversation, options);
    builder.template(bos ?? "", "preamble");
  }
  let index = 0;
  for (const message of messages) {
    builder.turn(message.role, [index]);
    builder.template(llama3Header(message.role), "header");
    writeTrimmedBody(builder, family, message, index, settings.content);
    builder.template(LLAMA_3_END, "end");
    index++;
  }
  if (options.addGenerationPrompt || settings.generationPrompt === "always") {
    builder.template(llama3Header("assistant"), "generation-prompt");
  }
  return builder.finish();
}
