import { describe, expect, it } from "vitest";
import type { Conversation } from "../contracts/conversation.ts";
import type { Message } from "../contracts/message.ts";
import { drawExamples, plainPreprocessor, tracedOf } from "../plain-plugin.fixture.ts";
import type { PreprocessorSettings } from "./preprocessor-settings.ts";

const HISTORY: readonly Message[] = [
  { role: "user", content: "Hi" },
  { role: "assistant", content: "Yo" },
  { role: "user", content: "And" },
];
const BEGUN: Message = { role: "assistant", content: "so on " };
const CHAT: Conversation = { messages: [...HISTORY, BEGUN], continueFinalMessage: true };
const ANSWERED = "<s><t>user\nHi<e>\n<t>assistant\n[Yo<e>]\n<t>user\nAnd<e>\n<t>assistant\n";

type Parts = Parameters<typeof plainPreprocessor>[1];
type Settings = Omit<PreprocessorSettings, "model">;

async function drawn(settings: Settings = {}, parts: Parts = {}, chat: Conversation = CHAT): Promise<unknown> {
  const result = (await plainPreprocessor(settings, parts)).trace(chat);
  if (result.kind === "rejection") return [result.code, result.message];
  const verdicts = result.examples.map(({ example }) => example.turns.map(({ verdict }) => verdict));
  return [drawExamples(result, parts?.tokenizer), verdicts];
}

describe("an answer that is to be continued", () => {
  it("has no end and no separator, and is masked", async () => {
    expect(await drawn()).toEqual([[`${ANSWERED}so on`], [["exact", "prefill"]]]);
    const trace = tracedOf((await plainPreprocessor()).trace(CHAT));
    expect(trace.diagnostics).toEqual([
      {
        code: "prefill",
        message: "the last message is to be continued: it has no end, and is masked; --train-prefill trains it",
        count: 1,
      },
    ]);
  });

  it("is trained without an end if asked", async () => {
    const trainPrefill = true;
    expect(await drawn({ trainPrefill })).toEqual([[`${ANSWERED}[so on]`], [["exact", "exact"]]]);
    const last = ANSWERED.replaceAll(/[[\]]/g, "");
    expect(await drawn({ trainPrefill, turns: "last" })).toEqual([[`${last}[so on]`], [["masked", "exact"]]]);
    expect(await drawn({ trainPrefill, turns: "refuse" })).toEqual([[`${ANSWERED}[so on]`], [["exact", "exact"]]]);
    expect(await drawn({ trainPrefill, turns: "as-rendered" })).toEqual([
      [`${ANSWERED}[so on]`],
      [["as-rendered", "as-rendered"]],
    ]);
  });

  it.each([
    { family: { appends: true } },
    { tokenizer: { addsAfter: ["<e>"] } },
    { family: { appends: true }, tokenizer: { addsAfter: ["<e>"] } },
  ])("is the same where the family appends, and gets no end from the tokenizer: %j", async (parts) => {
    for (const settings of [{}, { trainPrefill: true }, { bos: "strip" }, { bos: "strip", trainPrefill: true }])
      expect(await drawn(settings, parts)).toEqual(await drawn(settings));
  });

  it("gives earlier turns of a row the end that the tokenizer adds", async () => {
    const messages = [{ role: "user", content: "Hi" }, { ...BEGUN, reasoning_content: "Hm" }, ...HISTORY, BEGUN];
    const [examples] = (await drawn(
      { bos: "strip" },
      { tokenizer: { addsAfter: ["<e>"] } },
      { messages, continueFinalMessage: true },
    )) as [readonly string[]];
    expect(examples.map((text) => text.slice(-14))).toEqual([">so on<e>]\n<e>", "ssistant\nso on"]);
  });

  it("is masked under masks that do not speak of turns, too", async () => {
    expect(await drawn({ mask: "all" })).toEqual([
      ["[<s><t>user\nHi<e>\n<t>assistant\nYo<e>\n<t>user\nAnd<e>\n<t>assistant\n]so on"],
      [["not-claimed", "not-claimed"]],
    ]);
    expect(await drawn({ mask: "all" }, { engine: true })).toEqual([
      ["[<s><t>user\nHi<e>\n<t>assistant\nYo<e>\n<t>user\nAnd<e>\n<t>assistant\n]so on"],
      [[]],
    ]);
    const unmasked = "<s><t>user\nHi<e>\n<t>assistant\nYo<e>\n<t>user\nAnd<e>\n<t>assistant\nso on";
    expect(await drawn({ mask: "prompt-length" })).toEqual([[unmasked], [["not-claimed", "not-claimed"]]]);
    expect(await drawn({ mask: "all", trainPrefill: true }, { engine: true })).toEqual([[`[${unmasked}]`], [[]]]);
  });

  it("may be said in the message, and of its reasoning", async () => {
    expect(await drawn({}, {}, { messages: [...HISTORY, { ...BEGUN, prefix: true }] })).toEqual(await drawn());
    const reasoning: Conversation = {
      messages: [...HISTORY, { role: "assistant", content: "", reasoning_content: "Hm " }],
      continueFinalMessage: "reasoning_content",
    };
    expect(await drawn({ trainPrefill: true }, {}, reasoning)).toEqual([
      [`${ANSWERED}[<think>Hm]`],
      [["exact", "exact"]],
    ]);
  });

  it("continues the last of its content parts", async () => {
    const content = [
      { type: "text", text: "so " },
      { type: "text", text: "on " },
    ];
    const chat: Conversation = { ...CHAT, messages: [...HISTORY, { role: "assistant", content }] };
    expect(await drawn({}, { family: { contentParts: true } }, chat)).toEqual([
      [`${ANSWERED}soon`],
      [["exact", "prefill"]],
    ]);
    expect(await drawn({}, {}, chat)).toEqual(await drawn());
  });

  it("leaves the whole conversation's other examples as they are", async () => {
    const reasoned = { role: "assistant", content: "Yo", reasoning_content: "Hm" };
    const messages = [{ role: "user", content: "Hi" }, reasoned, { role: "user", content: "And" }, BEGUN];
    expect(await drawn({ trainPrefill: true }, {}, { messages, continueFinalMessage: true })).toEqual([
      [
        "<s><t>user\nHi<e>\n<t>assistant\n[<think>Hm</think>Yo<e>]\n",
        "<s><t>user\nHi<e>\n<t>assistant\nYo<e>\n<t>user\nAnd<e>\n<t>assistant\n[so on]",
      ],
      [["split"], ["masked", "exact"]],
    ]);
  });
});

describe("what cannot be continued is refused", () => {
  const call = { type: "function", function: { name: "find", arguments: {} } };
  const user: Message = { role: "user", content: "Hi" };
  it.each<readonly [string, Conversation, string]>([
    ["a user", { messages: [user], continueFinalMessage: true }, "the last message is of user."],
    [
      "no text",
      { ...CHAT, messages: [user, { role: "assistant", content: " \n" }] },
      "message 1 has no text in content",
    ],
    ["nothing", { ...CHAT, messages: [user, { role: "assistant" }] }, "message 1 has no text in content"],
    [
      "an image",
      { ...CHAT, messages: [user, { role: "assistant", content: [{ type: "text", text: "A" }, { type: "image" }] }] },
      "message 1 has no text in content",
    ],
    ["a call", { ...CHAT, messages: [user, { ...BEGUN, tool_calls: [call] }] }, "message 1 has tool calls"],
    ["a field", { ...CHAT, continueFinalMessage: "name" }, 'continue_final_message is "name"'],
    ["an earlier message", { messages: [user, { ...BEGUN, prefix: true }, user] }, "message 1 has prefix: true"],
  ])("%s", async (_what, chat, found) => {
    const parts = { family: { contentParts: true } };
    expect(await drawn({}, parts, chat)).toEqual(["bad-prefill", expect.stringContaining(found)]);
  });

  it("by an engine that knows nothing but text, too", async () => {
    const called = { ...CHAT, messages: [user, { ...BEGUN, tool_calls: [call] }] };
    expect(await drawn({ mask: "all" }, { engine: true }, called)).toEqual(await drawn({}, {}, called));
  });

  it("what the template does not print as it is", async () => {
    const notPrinted = ["prefill-not-printed", expect.stringContaining("of message 3, the template does not so print")];
    expect(await drawn({}, { family: { knowsPlaces: false } })).toEqual(notPrinted);
    // The answer stands behind its reasoning.
    const reasoning = { ...BEGUN, reasoning_content: "Hm" };
    const chat = { messages: [...HISTORY, reasoning], continueFinalMessage: "reasoning_content" };
    expect(await drawn({}, {}, chat)).toEqual(notPrinted);
  });

  it("a generation prompt behind it", async () => {
    const preprocessor = await plainPreprocessor();
    expect(preprocessor.render(CHAT)).toMatchObject({ text: `${ANSWERED.replaceAll(/[[\]]/g, "")}so on` });
    expect(preprocessor.render(CHAT, { addGenerationPrompt: true })).toMatchObject({ code: "bad-prefill" });
  });
});
