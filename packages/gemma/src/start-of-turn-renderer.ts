import {
  createRenderingBuilder,
  isJsonArray,
  isJsonObject,
  pythonStrip,
  pythonText,
  requireAlternation,
  requireKnownRoles,
  specialToken,
  textParts,
  type Json,
  type KnownRoles,
  type Message,
  type RenderingBuilder,
  type TemplateRenderer,
} from "@turnwise/core";
import { templateFault } from "./faults.ts";

/** How the templates of Gemma 1 to 3 differ. */
export interface StartOfTurnRules {
  readonly name: string;
  /** What the template prints for each role that it knows. */
  readonly roles: KnownRoles;
  /** What becomes of a leading system message. */
  readonly system: "refused" | "folded" | "turn";
  /** `parts`: lists of content parts are read; `printed`: they are printed as Python writes a list. */
  readonly lists: "parts" | "printed";
}

/**
 * The format of Gemma 1 to 3.
 *
 * ```
 * <bos><start_of_turn>user\n…<end_of_turn>\n<start_of_turn>model\n…<end_of_turn>\n
 * ```
 */
export function createStartOfTurnRenderer(rules: StartOfTurnRules): TemplateRenderer {
  const { name } = rules;
  return {
    name,
    appends: true,
    render(conversation, options) {
      const { messages } = conversation;
      const [first] = messages;
      if (first === undefined) throw templateFault(name, "The conversation has no messages: give it at least one");
      const system = first.role === "system" ? first : null;
      if (system !== null && rules.system === "refused") {
        throw templateFault(name, "System role not supported", { message: 0, field: "role" });
      }
      const start = system === null ? 0 : 1;
      requireKnownRoles(name, messages, rules.roles);
      const builder = createRenderingBuilder();
      builder.template(specialToken(name, "bos_token", conversation, options) ?? "", "preamble");
      const folded = system !== null && rules.system === "folded" ? systemText(name, system) : null;
      if (system !== null && folded === null) writeTurn(builder, rules, system, 0, null);
      for (const [index, message] of messages.entries()) {
        if (index < start) continue;
        requireAlternation(name, message, index, start);
        writeTurn(builder, rules, message, index, index === start ? folded : null);
      }
      if (options.addGenerationPrompt) builder.template("<start_of_turn>model\n", "generation-prompt");
      return builder.finish();
    },
  };
}

function writeTurn(
  builder: RenderingBuilder,
  rules: StartOfTurnRules,
  message: Message,
  index: number,
  folded: SystemText | null,
): void {
  builder.turn(message.role, folded === null ? [index] : [0, index]);
  const header = `<start_of_turn>${rules.roles[message.role] ?? message.role}\n`;
  if (folded === null) builder.template(header, "header");
  else if (folded.text === "") builder.template(`${header}\n\n`, "header");
  else {
    builder.template(header, "header");
    builder.data(folded.text, "body", { message: 0, field: folded.field, start: 0 });
    builder.template("\n\n", "body");
  }
  writeContent(builder, rules, message.content, index);
  builder.template("<end_of_turn>", "end");
  builder.template("\n", "separator");
}

/** Transformers drops null before it renders, so null prints what a missing content prints: nothing. */
function writeContent(
  builder: RenderingBuilder,
  rules: StartOfTurnRules,
  content: Json | undefined,
  message: number,
): void {
  if (typeof content === "string") writeTrimmed(builder, content, message, "content");
  else if (content === null || content === undefined) return;
  else if (isJsonArray(content)) {
    const parts = textParts(rules.name, content, message);
    if (rules.lists === "printed") builder.data(pythonText(content), "body", { message, field: "content", start: -1 });
    else for (const { text, field } of parts) writeTrimmed(builder, text, message, field);
  } else if (rules.lists === "printed") {
    builder.data(pythonText(content), "body", { message, field: "content", start: -1 });
  } else {
    const found = isJsonObject(content) ? ": an object, where text or a list of content parts belongs" : "";
    throw templateFault(rules.name, `Invalid content type${found}`, { message, field: "content" });
  }
}

/** `{{ value | trim }}` */
function writeTrimmed(builder: RenderingBuilder, value: Json | undefined, message: number, field: string): void {
  const { text, start } = pythonStrip(pythonText(value));
  builder.data(text, "body", { message, field, start: typeof value === "string" ? start : -1 });
}

interface SystemText {
  readonly text: string;
  readonly field: string;
}

/** The first user turn begins with it, untrimmed; of a list the template reads the first part alone. */
function systemText(family: string, { content }: Message): SystemText {
  if (typeof content === "string") return { text: content, field: "content" };
  const first = isJsonArray(content ?? undefined) ? textParts(family, content ?? [], 0)[0] : undefined;
  if (typeof first?.text !== "string") {
    throw templateFault(family, "A system message needs text, or a list that begins with a text part", {
      message: 0,
      field: "content",
    });
  }
  return { text: first.text, field: first.field };
}
