/* oxlint-disable vitest/valid-expect -- the second argument of expect says what was examined */
import { RowError, type Conversation, type Json, type ModelFamily } from "@turnwise/core";
import { expect } from "vitest";
import type { Check } from "../check.ts";
import { deepFreeze } from "../fixtures/deep-freeze.ts";
import { SAMPLE_OPTIONS } from "./rendering-checks.ts";

const IMAGE: Json = { type: "image_url", image_url: { url: "https://example.org/a.png" } };

/** Rows that no family can render: each is refused. */
const REFUSED: Readonly<Record<string, Conversation>> = deepFreeze({
  "an unknown role": {
    messages: [
      { role: "user", content: "a" },
      { role: "critic", content: "b" },
    ],
  },
  "an unknown role that every object has": { messages: [{ role: "constructor", content: "a" }] },
  "an image beside text": { messages: [{ role: "user", content: [{ type: "text", text: "a" }, IMAGE] }] },
  "an image alone": { messages: [{ role: "user", content: [{ type: "image" }] }] },
  "audio in an answer": {
    messages: [
      { role: "user", content: "a" },
      { role: "assistant", content: [{ type: "input_audio", input_audio: {} }] },
    ],
  },
});

/** Values where others belong: a family may print what its template prints, or refuse, but it never crashes. */
const STRANGE: readonly Json[] = [7, true, {}, [], [7], [null], [[]], [{}], "text", { name: "x" }, [{ type: "text" }]];

/** Checks that what a family cannot express is a RowError: neither printed nor a crash. */
export function refusalChecks(family: ModelFamily): readonly Check[] {
  return [
    ...Object.entries(REFUSED).map(([name, conversation]) => ({
      name: `refuses ${name}`,
      run: () => expect(() => family.renderer.render(conversation, SAMPLE_OPTIONS)).toThrow(RowError),
    })),
    {
      name: "strange values are printed or refused, never a crash",
      run() {
        for (const conversation of deepFreeze(strangeConversations())) {
          for (const addGenerationPrompt of [false, true]) {
            try {
              family.renderer.render(conversation, { ...SAMPLE_OPTIONS, addGenerationPrompt });
            } catch (error) {
              expect(error, `${JSON.stringify(conversation)}: ${String(error)}`).toBeInstanceOf(RowError);
            }
          }
        }
      },
    },
  ];
}

function strangeConversations(): readonly Conversation[] {
  const user = { role: "user", content: "a" };
  const fields = ["content", "reasoning_content", "tool_calls"];
  const inMessages = STRANGE.flatMap((value) => [
    ...fields.map((field) => [user, { role: "assistant", content: "b", [field]: value }]),
    ...fields.map((field) => [{ ...user, [field]: value }]),
    [{ role: "system", content: value }, user],
    [user, { role: "assistant", content: "", tool_calls: [{ type: "function", function: value }] }],
    [
      user,
      { role: "assistant", content: "", tool_calls: [{ type: "function", function: { name: "f", arguments: value } }] },
    ],
    [user, { role: "assistant", content: "", tool_calls: [{ function: { name: value, arguments: {} } }] }],
    [user, { role: "tool", content: value }],
  ]);
  return [
    { messages: [] },
    { messages: [{ role: "assistant", content: null }] },
    { messages: [{ role: "" }] },
    ...inMessages.map((messages) => ({ messages }) as unknown as Conversation),
    ...STRANGE.map((value) => ({ messages: [user], tools: [value] })),
    ...STRANGE.map((value) => ({ messages: [user], tools: [{ type: "function", function: value }] })),
    ...STRANGE.map((value) => ({
      messages: [user],
      templateArguments: { enable_thinking: value, date_string: value },
    })),
  ];
}
