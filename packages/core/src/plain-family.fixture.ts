import type { Json } from "./contracts/json.ts";
import type { Conversation } from "./contracts/conversation.ts";
import type { Message } from "./contracts/message.ts";
import type { ModelFamily } from "./contracts/model-family.ts";
import type { RenderingBuilder } from "./contracts/rendering.ts";
import { TemplateError } from "./errors/template-error.ts";
import { isJsonArray, isJsonObject, valueAt } from "./json/json-object.ts";
import { pythonJson } from "./json/python-json.ts";
import { pythonStrip } from "./rendering/python-strip.ts";
import { createRenderingBuilder } from "./rendering/rendering-builder.ts";

/** How a test wants the family to differ. */
export interface PlainFamilySettings {
  readonly name?: string;
  readonly templateHashes?: readonly string[];
  /** @default "<s>" */
  readonly preamble?: string;
  readonly system?: "turn" | "folded";
  /** Whether tools and tool calls are printed. */
  readonly tools?: boolean;
  /** Whether a message with tool calls is left out whole, its header included. */
  readonly skipsCalls?: boolean;
  readonly contentParts?: boolean;
  readonly readsClock?: boolean;
  /** Whether it says that it only appends, which it does but for reasoning; `where-it-does`: it tells so of most that it appends. */
  readonly appends?: boolean | "where-it-does";
  /** Whether content knows where in its field it stands. @default true */
  readonly knowsPlaces?: boolean;
  /** What a generation prompt prints behind the header, as Qwen 3 does without thinking. */
  readonly promptEnding?: string;
  /** What ends a turn. @default "<e>" */
  readonly endOfTurn?: string;
}

const ROLES = { system: "<t>system", user: "<t>user", assistant: "<t>assistant", tool: "<t>tool" };

/**
 * A small family, much like ChatML. Content is stripped; reasoning is printed in the last message alone, and content beside
 * tool calls not at all.
 *
 * ```
 * <s><t>user\nHi<e>\n<t>assistant\n<think>Hm.</think>Hello<e>\n
 * ```
 */
export function plainFamily(settings: PlainFamilySettings = {}): ModelFamily {
  const { preamble = "<s>", system = "turn", tools = true, promptEnding = "", endOfTurn = "<e>" } = settings;
  const name = settings.name ?? "plain";

  function printMessage(builder: RenderingBuilder, message: Message, index: number, isLast: boolean): void {
    if (isLast) printText(builder, message.reasoning_content, index, "reasoning_content", ["<think>", "</think>"]);
    const calls = tools ? (message.tool_calls ?? []) : [];
    if (calls.length === 0 && settings.knowsPlaces === false) {
      builder.data(String(message.content), "body", { message: index, field: "content", start: -1 });
    } else if (calls.length === 0) printContent(builder, message.content, index);
    calls.forEach((call, at) => printCall(builder, call, index, `tool_calls[${at}].function`));
  }

  return {
    name,
    description: "for tests",
    reference: "none",
    templateHashes: settings.templateHashes ?? [`hash of ${name}`],
    turnMarkers: ["<t>", "<e>"],
    endOfTurn: ["<e>"],
    roles: ROLES,
    system,
    reasoningInHistory: "dropped",
    tools,
    contentParts: settings.contentParts ?? false,
    renderer: {
      name: `${name} renderer`,
      readsClock: settings.readsClock ?? false,
      appends: settings.appends === "where-it-does" ? endsWithoutReasoning : (settings.appends ?? false),
      render({ messages, tools: offered }, { addGenerationPrompt }) {
        const builder = createRenderingBuilder();
        builder.template(preamble, "preamble");
        let folded: number[] = [];
        messages.forEach((message, index) => {
          if (!Object.hasOwn(ROLES, message.role)) {
            throw new TemplateError(`plain: message ${index} has role "${message.role}"`, { message: index });
          }
          if (message.role === "system" && system === "folded") {
            folded.push(index);
            return;
          }
          builder.turn(message.role, [...folded, index]);
          if (settings.skipsCalls && message.tool_calls) return;
          builder.template(`<t>${message.role}\n`, "header");
          for (const other of folded) {
            printContent(builder, messages[other]?.content, other);
            builder.template("|", "body");
          }
          folded = [];
          if (message.role === "tool" && message.tool_call_id) printCalled(builder, messages, message);
          printMessage(builder, message, index, index === messages.length - 1);
          if (tools && index === 0 && offered) {
            builder.data(pythonJson(offered), "body", { message: -1, field: "tools", start: -1 });
          }
          builder.template(endOfTurn, "end");
          builder.template("\n", "separator");
        });
        if (addGenerationPrompt) builder.template(`<t>assistant\n${promptEnding}`, "generation-prompt");
        return builder.finish();
      },
    },
  };
}

function endsWithoutReasoning({ messages }: Conversation, count: number): boolean {
  const message = messages[count - 1];
  return typeof message?.reasoning_content !== "string" && message?.content !== "untold";
}

function printContent(builder: RenderingBuilder, content: Message["content"], message: number): void {
  if (typeof content === "string") printText(builder, content, message, "content");
  else if (isJsonArray(content))
    content.forEach((part, at) =>
      printText(builder, isJsonObject(part) ? (valueAt(part, "text") as string) : "", message, `content[${at}].text`),
    );
}

/** The name of the function that a tool message answers, as it stands in the assistant's call. */
function printCalled(builder: RenderingBuilder, messages: readonly Message[], { tool_call_id: id }: Message): void {
  messages.forEach(({ tool_calls: calls }, message) =>
    calls?.forEach((call, at) => {
      const called = isJsonObject(call) && valueAt(call, "id") === id ? valueAt(call, "function") : undefined;
      if (!isJsonObject(called)) return;
      const field = `tool_calls[${at}].function.name`;
      builder.data(String(valueAt(called, "name")), "body", { message, field, start: 0 });
      builder.template(": ", "body");
    }),
  );
}

function printText(
  builder: RenderingBuilder,
  text: string | null | undefined,
  message: number,
  field: string,
  [before, after]: readonly [string, string] = ["", ""],
): void {
  if (text === null || text === undefined) return;
  const stripped = pythonStrip(text);
  builder.template(before, "body", field);
  builder.data(stripped.text, "body", { message, field, start: stripped.start });
  builder.template(after, "body", field);
}

function printCall(builder: RenderingBuilder, call: Json, message: number, field: string): void {
  const called = isJsonObject(call) ? valueAt(call, "function") : undefined;
  if (!isJsonObject(called)) throw new TemplateError("plain: a tool call without function", { message, field });
  builder.data(String(valueAt(called, "name")), "body", { message, field: `${field}.name`, start: 0 });
  builder.data(pythonJson(valueAt(called, "arguments") ?? {}), "body", {
    message,
    field: `${field}.arguments`,
    start: -1,
  });
}
