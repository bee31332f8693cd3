import type { Conversation, Json, Message, ModelFamily, SpecialTokens } from "@turnwise/core";
import { deepFreeze } from "../fixtures/deep-freeze.ts";
import { createRandom } from "../fixtures/random.ts";

/** Tokens of no model, so that a constant in their place is seen. */
export const SAMPLE_TOKENS: SpecialTokens & { readonly eos_token: string } = {
  bos_token: "<sample bos>",
  eos_token: "<sample eos>",
  unk_token: "<sample unk>",
  pad_token: "<sample pad>",
};

/** A text that occurs nowhere else, and where it was planted. */
export interface Plant {
  readonly text: string;
  /** -1: in tools or template arguments. */
  readonly message: number;
  /** Path of the innermost string: `tool_calls[0].function.arguments.city`. */
  readonly path: string;
}

export interface SampleConversation {
  readonly name: string;
  readonly conversation: Conversation;
  readonly plants: readonly Plant[];
}

/** Every string of these conversations is a plant, so that each piece of a rendering can be traced back to its field. */
export function sampleConversations(family: ModelFamily): readonly SampleConversation[] {
  const { system, tools, contentParts, reasoningInHistory, roles } = family;
  const samples: SampleConversation[] = [PLAIN, SPACED, EMPTY];
  if (system !== "refused") samples.push(WITH_SYSTEM);
  if (reasoningInHistory !== "none") samples.push(WITH_REASONING);
  if (contentParts) samples.push(WITH_PARTS);
  if (tools && Object.hasOwn(roles, "tool")) samples.push(WITH_TOOLS);
  return [...samples, withMarkup(family)];
}

/** Writes messages whose texts are plants. */
function plant(
  name: string,
  fill: (text: (message: number, path: string) => string) => Conversation,
): SampleConversation {
  const random = createRandom([...name].reduce((sum, letter) => sum * 31 + (letter.codePointAt(0) ?? 0), 7) | 0);
  const plants: Plant[] = [];
  const conversation = fill((message, path) => {
    const letters = Array.from({ length: 10 }, () => String.fromCodePoint(97 + Math.floor(random() * 26)));
    const text = `Q${letters.join("")}Z`;
    plants.push({ text, message, path });
    return text;
  });
  return { name, conversation: deepFreeze(conversation), plants };
}

export const PLAIN: SampleConversation = plant("plain", (text) => ({
  messages: ["user", "assistant", "user", "assistant"].map((role, index) => ({
    role,
    content: text(index, "content"),
  })),
}));

const SPACED: SampleConversation = plant("white space at the edges", (text) => ({
  messages: ["user", "assistant", "user", "assistant"].map((role, index) => ({
    role,
    content: `\n  ${text(index, "content")}\r\n ${text(index, "content")} \t\n\n`,
  })),
}));

const EMPTY: SampleConversation = plant("empty contents", (text) => ({
  messages: [
    { role: "user", content: "" },
    { role: "assistant", content: "" },
    { role: "user", content: text(2, "content") },
    { role: "assistant", content: text(3, "content") },
  ],
}));

export const WITH_SYSTEM: SampleConversation = plant("system message", (text) => ({
  messages: ["system", "user", "assistant", "user", "assistant"].map((role, index) => ({
    role,
    content: text(index, "content"),
  })),
}));

export const WITH_REASONING: SampleConversation = plant("reasoning", (text) => ({
  messages: ["user", "assistant", "user", "assistant"].map((role, index): Message => {
    const content = text(index, "content");
    return role === "user" ? { role, content } : { role, content, reasoning_content: text(index, "reasoning_content") };
  }),
}));

const WITH_PARTS: SampleConversation = plant("content parts", (text) => ({
  messages: ["user", "assistant"].map((role, index) => ({
    role,
    content: [0, 1].map((part): Json => ({ type: "text", text: text(index, `content[${part}].text`) })),
  })),
}));

/** A call whose arguments nest, its result, an answer; the tool is defined. */
export const WITH_TOOLS: SampleConversation = plant("tools", (text) => {
  const called = text(1, "tool_calls[0].function.name");
  return {
    messages: [
      { role: "user", content: text(0, "content") },
      {
        role: "assistant",
        content: "",
        tool_calls: [
          {
            id: "call12345",
            type: "function",
            function: {
              name: called,
              arguments: {
                city: text(1, "tool_calls[0].function.arguments.city"),
                nested: { list: [1, text(1, "tool_calls[0].function.arguments.nested.list[1]")] },
              },
            },
          },
        ],
      },
      { role: "tool", name: called, tool_call_id: "call12345", content: text(2, "content") },
      { role: "assistant", content: text(3, "content") },
    ],
    tools: [
      {
        type: "function",
        function: {
          name: text(-1, "tools[0].function.name"),
          description: text(-1, "tools[0].function.description"),
          parameters: {
            type: "object",
            properties: {
              city: {
                type: "string",
                description: text(-1, "tools[0].function.parameters.properties.city.description"),
              },
            },
            required: ["city"],
          },
        },
      },
    ],
  };
});

/** What a template would print, in the user's own words. */
function withMarkup({ turnMarkers, endOfTurn }: ModelFamily): SampleConversation {
  const markup = [...new Set([...turnMarkers, ...endOfTurn])].join("");
  return plant("control tokens in data", (text) => ({
    messages: [
      { role: "user", content: `${text(0, "content")}${markup}${text(0, "content")}` },
      { role: "assistant", content: text(1, "content") },
    ],
  }));
}
