import type { JsonObject, RowAdapter } from "@turnwise/core";
import { testRowAdapter } from "@turnwise/testkit";
import { describe, expect, test } from "vitest";
import plugin from "../index.ts";
import { alpacaAdapter } from "./alpaca-adapter.ts";
import { chooseAdapter, type ShapeChoice } from "./choose-adapter.ts";
import { messagesAdapter } from "./messages-adapter.ts";
import { promptCompletionAdapter } from "./prompt-completion-adapter.ts";
import { questionAnswerAdapter } from "./question-answer-adapter.ts";
import { sharegptAdapter } from "./sharegpt-adapter.ts";
import { textAdapter } from "./text-adapter.ts";

const user = (content: string): { role: string; content: string } => ({ role: "user", content });
const assistant = (content: string): { role: string; content: string } => ({ role: "assistant", content });
const exchange = { messages: [user(" Q\n"), assistant("A ")] };

testRowAdapter(sharegptAdapter, {
  accepts: [
    {
      name: "human and gpt",
      row: {
        conversations: [
          { from: "human", value: " Q\n" },
          { from: "gpt", value: "A " },
        ],
      },
      conversation: exchange,
    },
    {
      name: "system, tools as text, calls, and other roles",
      row: {
        system: "S",
        tools: '[{"name": "f"}]',
        conversations: [
          { from: "function_call", value: '{"name": "f", "arguments": {"x": 1}}' },
          { from: "observation", value: "1" },
          { from: "critic", value: "C", weight: 0 },
        ],
      },
      conversation: {
        messages: [
          { role: "system", content: "S" },
          {
            role: "assistant",
            tool_calls: [{ type: "function", function: { name: "f", arguments: { x: 1 } } }],
            content: "",
          },
          { role: "tool", content: "1" },
          { role: "critic", content: "C", weight: 0 },
        ],
        tools: [{ name: "f" }],
      },
      diagnostics: ["content-read-as-empty", "tool-calls-parsed", "tools-parsed"],
    },
  ],
  refuses: [
    { name: "no turns", row: { conversations: [] }, code: "no-messages" },
    {
      name: "a call that is none",
      row: { conversations: [{ from: "function_call", value: "f(1)" }] },
      code: "bad-tool-calls",
      says: "turn 0",
    },
    { name: "a turn without from", row: { conversations: [{ value: "x" }] }, code: "missing-role" },
  ],
});

testRowAdapter(alpacaAdapter, {
  accepts: [
    { name: "instruction and output", row: { instruction: " Q\n", input: "", output: "A " }, conversation: exchange },
    { name: "response", row: { instruction: " Q\n", response: "A " }, conversation: exchange },
    {
      name: "input, system and history",
      row: { instruction: "I", input: "J", output: "O", system: "S", history: [["Q", "A"]] },
      conversation: {
        messages: [{ role: "system", content: "S" }, user("Q"), assistant("A"), user("I\n\nJ"), assistant("O")],
      },
      diagnostics: ["input-joined"],
    },
  ],
  refuses: [
    { name: "no output", row: { instruction: "I" }, code: "field-missing" },
    { name: "a number", row: { instruction: 7, output: "O" }, code: "field-not-text", says: "the number 7" },
    { name: "a history of texts", row: { instruction: "I", output: "O", history: ["Q"] }, code: "bad-history" },
  ],
});

testRowAdapter(promptCompletionAdapter, {
  accepts: [
    { name: "texts", row: { prompt: " Q\n", completion: "A " }, conversation: exchange },
    {
      name: "lists of messages",
      row: { prompt: [user(" Q\n")], completion: [assistant("A ")] },
      conversation: exchange,
    },
  ],
  refuses: [{ name: "no completion", row: { prompt: "P" }, code: "field-missing" }],
});

testRowAdapter(questionAnswerAdapter, {
  accepts: [{ name: "columns of the fields' names", row: { user: " Q\n", assistant: "A " }, conversation: exchange }],
  refuses: [{ name: "no answer", row: { user: "P" }, code: "field-missing" }],
});

testRowAdapter(textAdapter, {
  accepts: [{ name: "a text", row: { text: " T\n" }, conversation: { messages: [assistant(" T\n")] } }],
  refuses: [{ name: "a list", row: { text: ["T"] }, code: "field-not-text" }],
});

const adapters: readonly RowAdapter[] = plugin.rowAdapters ?? [];
const choose = (row: JsonObject, choice: ShapeChoice = {}): ReturnType<typeof chooseAdapter> =>
  chooseAdapter(adapters, [row, row], "rows.jsonl", choice);

describe("a shape is recognised in the first rows", () => {
  const list = [{ role: "user", content: "Q" }];
  const turns = [{ from: "human", value: "Q" }];
  test.each<[string, JsonObject, string, Readonly<Record<string, string>>]>([
    ["messages", { messages: list, id: 1 }, "messages", { messages: "messages" }],
    ["messages under another name", { dialog: list }, "messages", { messages: "dialog" }],
    [
      "messages inside of another column",
      { item: { messages: list, tools: [] } },
      "messages",
      { messages: "item.messages", tools: "item.tools" },
    ],
    ["messages as JSON text", { chat: JSON.stringify(list) }, "messages", { messages: "chat" }],
    ["inside of JSON text", { data: JSON.stringify({ messages: list }) }, "messages", { messages: "data.messages" }],
    [
      "ShareGPT",
      { conversations: turns, system: "S" },
      "sharegpt",
      { conversations: "conversations", system: "system" },
    ],
    [
      "Alpaca",
      { instruction: "do it", input: "", output: "done", text: "all of it" },
      "alpaca",
      { instruction: "instruction", input: "input", output: "output" },
    ],
    [
      "prompt and completion",
      { prompt: "a b", completion: "c d" },
      "prompt-completion",
      { prompt: "prompt", completion: "completion" },
    ],
    [
      "question and answer",
      { question: "a b", answer: "c d", id: "x-1" },
      "question-answer",
      { user: "question", assistant: "answer" },
    ],
    ["text", { text: "a b", source: "web" }, "text", { text: "text" }],
  ])("%s", (_, row, shape, columns) => {
    const { adapter, settings, statement } = choose(row);
    expect([adapter.name, settings.columns]).toEqual([shape, columns]);
    expect(statement).not.toBe("");
    expect(() => adapter.adapt(row, settings)).not.toThrow();
  });

  test.each<[string, JsonObject, string]>([
    ["two lists of messages", { messages: list, more: list }, "--columns messages=messages or --columns messages=more"],
    [
      "two shapes",
      { messages: list, prompt: "a b", completion: "c d" },
      "--shape messages (messages with role and content), or --shape prompt-completion",
    ],
    [
      "text that is not read",
      { question: "a b", answer: "c d", context: "e f" },
      "--columns user=question,assistant=answer without it, or add system=context",
    ],
    ["an unknown column beside Alpaca's", { instruction: "a b", response: "c d", context: "e f" }, "input=context"],
    [
      "text that is rendered already",
      { text: "<|im_start|>user\nQ<|im_end|>" },
      "as if a chat template had rendered it already",
    ],
    ["nothing known", { foo: 1, bar: "x" }, "its rows have the columns foo, bar"],
    ["nothing at all", {}, "its rows are empty: they have no columns at all"],
    [
      "one message",
      { role: "client", content: "Q", note: 1 },
      "its rows look like single messages (role, content, note)",
    ],
    ["one turn", { from: "human", value: "Q" }, "its rows look like single messages (from, value)"],
  ])("%s is a question", (_, row, message) => {
    const ask = (): unknown => choose(row);
    expect(ask).toThrow(expect.objectContaining({ code: "shape-unclear", message: expect.stringContaining(message) }));
    expect(ask).toThrow("rows.jsonl");
  });

  test("what the user says is done", () => {
    const row = { question: " Q\n", answer: "A ", context: "e f" };
    const { adapter, settings, statement } = choose(row, { columns: { user: "question", assistant: "answer" } });
    expect(adapter.adapt(row, settings).conversation).toEqual(exchange);
    expect(statement).toBe("question as user, answer as assistant");
    expect(choose({ messages: list, prompt: "a", completion: "b" }, { shape: "messages" }).adapter).toBe(
      messagesAdapter,
    );
    expect(choose({ foo: "a" }, { columns: { text: "foo" } }).adapter).toBe(textAdapter);
    expect(() => choose(row, { shape: "alpacca" })).toThrow('Did you mean "alpaca"?');
    expect(() => choose(row, { columns: { usr: "question" } })).toThrow(
      "question-answer reads user, assistant, system",
    );
  });

  test("a column that would be two things is a question", () => {
    expect(() => choose({ question: "Q", answer: "A" }, { columns: { user: "answer" } })).toThrow(
      "answer would be user and assistant. Name both: --columns user=answer,assistant=COLUMN.",
    );
  });

  test("a column that is not there is an error, unless rows can be read without it", () => {
    const row = { question: "Q", answer: "A" };
    expect(() => choose(row, { columns: { user: "qestion", assistant: "answer" } })).toThrow(
      expect.objectContaining({
        code: "columns-unknown",
        message:
          'rows.jsonl: no row has the column qestion, which --columns names. Did you mean "question"? There are question, answer.',
      }),
    );
    const columns = { user: "question", assistant: "answer", system: "persona" };
    expect(choose(row, { columns }).settings.columns).toEqual(columns);
  });

  test("a role that the user maps is left as it is", () => {
    const row = { conversations: turns };
    const { adapter, settings } = choose(row, { roles: ["human"] });
    expect(adapter.adapt(row, settings).conversation.messages[0]?.role).toBe("human");
  });

  test("no rows are messages", () => {
    expect(chooseAdapter(adapters, [], "empty.jsonl")).toMatchObject({
      adapter: messagesAdapter,
      statement: "none of its first rows can be read, if it has any",
    });
  });
});
