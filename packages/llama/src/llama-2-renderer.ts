import {
  createRenderingBuilder,
  pythonEquals,
  pythonRightStrip,
  pythonStrip,
  requireAlternation,
  requireKnownRoles,
  TemplateError,
  type Conversation,
  type KnownRoles,
  type Message,
  type Rendering,
  type RenderingBuilder,
  type RenderOptions,
  type TemplateRenderer,
} from "@turnwise/core";
import { contentPieces } from "./content-pieces.ts";
import { requiredSpecialToken } from "./required-special-token.ts";
import { systemAndDialogue } from "./system-and-dialogue.ts";

/** What Llama 2's templates print for each role. */
export const LLAMA_2_ROLES: KnownRoles = {
  system: "<<SYS>>, inside the first [INST]",
  user: "[INST]",
  assistant: "nothing",
};

/** Where the published copies of Llama 2's template differ. */
export interface Llama2Settings {
  readonly family: string;
  /** A system message where an answer is due: a block of its own, or nothing. */
  readonly lateSystem: "printed" | "dropped";
  /** What the template argument USE_DEFAULT_PROMPT stands for; null if the template does not read it. */
  readonly defaultSystem: string | null;
}

const SYSTEM = "<<SYS>>";
const OPEN_SYSTEM = `${SYSTEM}\n`;
const CLOSE_SYSTEM = "\n<</SYS>>\n\n";
const QUESTION_END = " [/INST]";

/**
 * ```
 * <s>        [INST]    Hi     [/INST]      ␣Paris.␣   </s>      <s>[INST]   And Rome?   [/INST]
 * preamble   header    body   end          body       end       header      body        end
 * ```
 *
 * The server writes everything up to `[/INST]`, so the answer has no header. There is no generation prompt.
 */
export function createLlama2Renderer(settings: Llama2Settings): TemplateRenderer {
  return {
    name: settings.family,
    appends: true,
    render: (conversation, options) => render(settings, conversation, options),
  };
}

/** A conversation on its way through these templates. */
interface Printing {
  readonly settings: Llama2Settings;
  readonly conversation: Conversation;
  readonly options: RenderOptions;
  readonly builder: RenderingBuilder;
}

function render(settings: Llama2Settings, conversation: Conversation, options: RenderOptions): Rendering {
  const { family } = settings;
  const { messages } = conversation;
  const { system, first } = systemAndDialogue(family, messages);
  requireKnownRoles(family, messages, LLAMA_2_ROLES);
  const builder = createRenderingBuilder();
  const printing: Printing = { settings, conversation, options, builder };
  if (system !== null && messages.length === 1) builder.turn("system", [0]);
  for (const [index, message] of messages.entries()) {
    if (index < first) continue;
    requireAlternation(family, message, index, first);
    if (message.role === "system") writeLateSystem(printing, message, index);
    else if (message.role === "assistant") writeAnswer(printing, message, index);
    else if (index === first) writeFirstQuestion(printing, system, message, index);
    else writeQuestion(printing, message, index);
  }
  return builder.finish();
}

/** Writes the first user turn, into which a system message is folded, or what stands for one. */
function writeFirstQuestion(printing: Printing, system: Message | null, message: Message, index: number): void {
  const { settings, conversation, options, builder } = printing;
  const { family } = settings;
  const text = textOf(family, message, index);
  const standIn = system === null ? defaultSystem(printing, text) : null;
  builder.template(requiredSpecialToken(family, "bos_token", conversation, options), "preamble");
  builder.turn("user", system === null ? [index] : [0, index]);
  builder.template("[INST] ", "header");
  if (system === null && standIn === null) writeStripped(builder, text, index);
  else {
    builder.template(OPEN_SYSTEM, "header");
    if (system === null) builder.template(standIn ?? "", "body", "content");
    else builder.data(textOf(family, system, 0), "body", { message: 0, field: "content", start: 0 });
    // The template strips system message and question as one text.
    const question = pythonRightStrip(text);
    builder.template(question === "" ? pythonRightStrip(CLOSE_SYSTEM) : CLOSE_SYSTEM, "body", "content");
    builder.data(question, "body", { message: index, field: "content", start: 0 });
  }
  builder.template(QUESTION_END, "end");
}

/** What the template prints in place of a system message; null unless the conversation asks for it. */
function defaultSystem({ settings, conversation }: Printing, firstText: string): string | null {
  const asked = pythonEquals(conversation.templateArguments?.["USE_DEFAULT_PROMPT"] ?? null, true);
  return asked && !firstText.includes(SYSTEM) ? settings.defaultSystem : null;
}

function writeQuestion({ settings, conversation, options, builder }: Printing, message: Message, index: number): void {
  const text = textOf(settings.family, message, index);
  const bos = requiredSpecialToken(settings.family, "bos_token", conversation, options);
  builder.turn("user", [index]);
  builder.template(`${bos}[INST] `, "header");
  writeStripped(builder, text, index);
  builder.template(QUESTION_END, "end");
}

function writeAnswer({ settings, conversation, options, builder }: Printing, message: Message, index: number): void {
  const end = requiredSpecialToken(settings.family, "eos_token", conversation, options);
  builder.turn("assistant", [index]);
  builder.template(" ", "body", "content");
  writeStripped(builder, textOf(settings.family, message, index), index);
  builder.template(" ", "body", "content");
  builder.template(end, "end");
}

/** Where an answer is due. */
function writeLateSystem({ settings, builder }: Printing, message: Message, index: number): void {
  builder.turn("system", [index]);
  if (settings.lateSystem === "dropped") return;
  builder.template(OPEN_SYSTEM, "header");
  writeStripped(builder, textOf(settings.family, message, index), index);
  builder.template(CLOSE_SYSTEM, "end");
}

function writeStripped(builder: RenderingBuilder, content: string, message: number): void {
  const { text, start } = pythonStrip(content);
  builder.data(text, "body", { message, field: "content", start });
}

/** @throws {TemplateError} if there is no text, which the template cannot print */
function textOf(family: string, message: Message, index: number): string {
  const [piece] = contentPieces(family, message, index, "text");
  if (piece !== undefined) return piece.text;
  throw new TemplateError(`${family}: message ${index} has no content. Write "" for an empty one.`, {
    message: index,
    field: "content",
  });
}
