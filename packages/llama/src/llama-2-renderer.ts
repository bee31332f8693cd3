import {
  createRenderingBuilder,
  pythonEquals,
  pythonRightStrip,
  pythonStrip,
  requireKnownRoles,
  TemplateError,
  type Conversation,
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
export const LLAMA_2_ROLES: Readonly<Record<string, string>> = {
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

const OPEN_SYSTEM = "<<SYS>>\n";
const CLOSE_SYSTEM = "\n<</SYS>>\n\n";

/**
 * ```
 * <s>        [INST]    Hi     [/INST]      ␣Paris.␣   </s>      <s>[INST]   And Rome?   [/INST]
 * preamble   header    body   end          body       end       header      body        end
 * ```
 *
 * The server writes everything up to `[/INST]`, so the answer has no header. There is no generation prompt.
 */
export function createLlama2Renderer(settings: Llama2Settings): TemplateRenderer {
  return { name: settings.family, render: (conversation, options) => render(settings, conversation, options) };
}

function render(settings: Llama2Settings, conversation: Conversation, options: RenderOptions): Rendering {
  const { family } = settings;
  const { messages } = conversation;
  const { system, first } = systemAndDialogue(family, messages);
  requireAlternation(family, messages, first);
  requireKnownRoles(family, messages, LLAMA_2_ROLES);
  const builder = createRenderingBuilder();
  if (system !== null && messages.length === 1) builder.turn("system", [0]);
  for (let index = first; index < messages.length; index++) {
    const message = messages[index];
    if (message === undefined) continue;
    const { role } = message;
    const position = index - first;
    if (role === "system") {
      writeLateSystem(settings, builder, message, index);
    } else if (role === "assistant") {
      const end = requiredSpecialToken(family, "eos_token", conversation, options);
      writeAnswer(builder, textOf(family, message, index), index, end);
    } else {
      const text = textOf(family, message, index);
      const bos = requiredSpecialToken(family, "bos_token", conversation, options);
      builder.template(position === 0 ? bos : "", "preamble");
      const folded = position === 0 ? systemText(settings, conversation, system, text) : null;
      builder.turn("user", folded !== null && system !== null ? [0, index] : [index]);
      builder.template(position === 0 ? "[INST] " : `${bos}[INST] `, "header");
      writeQuestion(builder, folded, text, index);
      builder.template(" [/INST]", "end");
    }
  }
  return builder.finish();
}

/** @throws {TemplateError} in the templates' words, unless every second message of the dialogue, the first included, is the user's */
function requireAlternation(family: string, messages: readonly Message[], first: number): void {
  for (const [index, { role }] of messages.entries()) {
    if (index < first || (role === "user") === ((index - first) % 2 === 0)) continue;
    throw new TemplateError(
      "Conversation roles must alternate user/assistant/user/assistant/... " +
        `${family}: message ${index} has role ${JSON.stringify(role)}. Merge or remove messages until they do.`,
      { message: index, field: "role" },
    );
  }
}

/** The text to fold into the first user turn, and whether it came from the system message. */
interface FoldedSystem {
  readonly text: string;
  readonly origin: "data" | "template";
}

function systemText(
  settings: Llama2Settings,
  conversation: Conversation,
  system: Message | null,
  firstText: string,
): FoldedSystem | null {
  if (system !== null) return { text: textOf(settings.family, system, 0), origin: "data" };
  const asked = pythonEquals(conversation.templateArguments?.["USE_DEFAULT_PROMPT"] ?? null, true);
  if (settings.defaultSystem === null || !asked || firstText.includes("<<SYS>>")) return null;
  return { text: settings.defaultSystem, origin: "template" };
}

function writeQuestion(builder: RenderingBuilder, system: FoldedSystem | null, text: string, message: number): void {
  if (system === null) {
    const { text: stripped, start } = pythonStrip(text);
    builder.data(stripped, "body", { message, field: "content", start });
    return;
  }
  const stripped = pythonRightStrip(text);
  builder.template(OPEN_SYSTEM, "header");
  if (system.origin === "data") builder.data(system.text, "body", { message: 0, field: "content", start: 0 });
  else builder.template(system.text, "body", "content");
  builder.template(stripped === "" ? pythonRightStrip(CLOSE_SYSTEM) : CLOSE_SYSTEM, "body", "content");
  builder.data(stripped, "body", { message, field: "content", start: 0 });
}

function writeAnswer(builder: RenderingBuilder, text: string, message: number, endOfSequence: string): void {
  const { text: stripped, start } = pythonStrip(text);
  builder.turn("assistant", [message]);
  builder.template(" ", "body", "content");
  builder.data(stripped, "body", { message, field: "content", start });
  builder.template(" ", "body", "content");
  builder.template(endOfSequence, "end");
}

function writeLateSystem(settings: Llama2Settings, builder: RenderingBuilder, message: Message, index: number): void {
  builder.turn("system", [index]);
  if (settings.lateSystem === "dropped") return;
  const { text, start } = pythonStrip(textOf(settings.family, message, index));
  builder.template(OPEN_SYSTEM, "header");
  builder.data(text, "body", { message: index, field: "content", start });
  builder.template(CLOSE_SYSTEM, "end");
}

/** @throws {TemplateError} if there is no text, which the template cannot print */
function textOf(family: string, message: Message, index: number): string {
  const [piece] = contentPieces(family, message, index, false);
  if (piece !== undefined) return piece.text;
  throw new TemplateError(`${family}: message ${index} has no content. Write "" for an empty one.`, {
    message: index,
    field: "content",
  });
}
