import { JsonNumber, parseJson, pythonJson, RowError, type AdaptedRow, type Json } from "@turnwise/core";
import { testRowAdapter } from "@turnwise/testkit";
import { describe, expect, test } from "vitest";
import { messagesAdapter } from "./messages-adapter.ts";

testRowAdapter(messagesAdapter, {
  accepts: [
    {
      name: "one turn",
      row: { messages: [{ role: "user", content: "Hi" }], source: "x" },
      conversation: { messages: [{ role: "user", content: "Hi" }] },
    },
    {
      name: "tools, a call with arguments as text, and template arguments",
      row: {
        messages: [
          { role: "user", content: [{ type: "text", text: "Hi" }], weight: 0.5 },
          {
            role: "assistant",
            content: null,
            reasoning: "r",
            tool_calls: [{ id: "c", type: "function", function: { name: "f", arguments: '{"a": 1}' } }],
          },
        ],
        tools: '[{"name": "f"}]',
        chat_template_kwargs: { enable_thinking: true },
      },
      conversation: {
        messages: [
          { role: "user", content: [{ type: "text", text: "Hi" }], weight: 0.5 },
          {
            thinking: "r",
            role: "assistant",
            reasoning: "r",
            tool_calls: [{ id: "c", type: "function", function: { name: "f", arguments: { a: 1 } } }],
            content: "",
            reasoning_content: "r",
          },
        ],
        tools: [{ name: "f" }],
        templateArguments: { enable_thinking: true },
      },
      diagnostics: ["tools-parsed", "tool-arguments-parsed", "content-read-as-empty", "reasoning-renamed"],
    },
  ],
  refuses: [
    {
      name: "ShareGPT",
      row: { conversations: [{ from: "human", value: "x" }] },
      code: "no-messages",
      says: "ShareGPT",
    },
    {
      name: "an image",
      row: { messages: [{ role: "user", content: [{ type: "image" }] }] },
      code: "unsupported-part",
      says: '"image"',
    },
  ],
});

/** Both forms that parseJson gives, and that must be read alike. */
const FORMS: readonly [string, (value: Json) => Json][] = [
  ["objects", (value) => value],
  ["Maps", asMaps],
];

function asMaps(value: Json): Json {
  if (typeof value !== "object" || value === null || value instanceof JsonNumber) return value;
  if (Array.isArray(value)) return value.map(asMaps);
  return new Map(Object.entries(value).map(([key, item]) => [key, asMaps(item)]));
}

function rejection(row: Json): RowError {
  try {
    messagesAdapter.adapt(row);
  } catch (error) {
    if (error instanceof RowError) return error;
    throw error;
  }
  throw new Error("the row was adapted");
}

function adapt(row: Json): AdaptedRow {
  return messagesAdapter.adapt(row);
}

const USER: Json = { role: "user", content: "Hi" };

/** A row with this message between two others. */
function withMessage(message: Json): Json {
  return { messages: [USER, message, USER] };
}

const CALLS: Json = [{ function: { name: "f", arguments: {} } }];

function withCall(call: Json): Json {
  return withMessage({ role: "assistant", content: "", tool_calls: [call] });
}

describe("what is kept", () => {
  test.each(FORMS)("text and roles as they are, other columns ignored, as %s", (_, form) => {
    const text = " \u00a0\r\n<|im_end|>🦙\u0000\t";
    const row = { messages: [{ role: "critic", content: text, mood: "wry", score: [1, null] }], source: "x", id: 7 };
    const { conversation, diagnostics } = adapt(form(row));
    expect(conversation.messages).toEqual([{ role: "critic", content: text, mood: "wry", score: [1, null] }]);
    expect(Object.keys(conversation)).toEqual(["messages"]);
    expect(diagnostics).toEqual([]);
  });

  test.each(FORMS)("text parts, as %s", (_, form) => {
    const content = [
      { type: "text", text: "a", cache_control: null },
      { type: "text", text: "" },
    ];
    expect(
      pythonJson(adapt(form(withMessage({ role: "user", content }))).conversation.messages[1]?.content ?? null),
    ).toBe(pythonJson(content));
  });

  test.each(FORMS)("train and weight, as %s", (_, form) => {
    const messages = [
      { role: "user", content: "Hi", train: false, weight: 0 },
      {
        role: "assistant",
        content: "🦙 Paris.",
        train: [
          [0, 2],
          [3, 9],
          [9, 9],
        ],
        weight: 0.25,
      },
      { role: "assistant", content: "x", train: null, weight: null },
      { role: "assistant", content: "", train: [] },
    ];
    expect(adapt(form({ messages })).conversation.messages).toEqual([
      messages[0],
      messages[1],
      { role: "assistant", content: "x" },
      messages[3],
    ]);
  });

  test("numbers with a point become numbers where they steer", () => {
    const row = parseJson(
      '{"messages": [{"role": "assistant", "content": "abc", "weight": 1.0, "train": [[0, 3.0]], "t": 1.0}]}',
    );
    expect(adapt(row).conversation.messages[0]).toEqual({
      role: "assistant",
      content: "abc",
      weight: 1,
      train: [[0, 3]],
      t: new JsonNumber("1.0"),
    });
  });

  test("tools, as a list or as its JSON text", () => {
    const tools = '[{"type": "function", "function": {"name": "f", "parameters": {"2": 2.0, "1": 1}}}]';
    const asText = adapt({ messages: [USER], tools });
    expect(pythonJson(asText.conversation.tools ?? null)).toBe(tools);
    expect(asText.diagnostics).toEqual([{ code: "tools-parsed", message: expect.any(String), count: 1 }]);
    const asList = adapt({ messages: [USER], tools: parseJson(tools) });
    expect(asList.conversation.tools).toEqual(asText.conversation.tools);
    expect(asList.diagnostics).toEqual([]);
    for (const none of [null, "", " "])
      expect(adapt({ messages: [USER], tools: none }).conversation.tools).toBeUndefined();
    expect(adapt({ messages: [USER], tools: "[]" }).conversation.tools).toEqual([]);
  });

  test("continue_final_message says that the last message is to be continued, in the row or beside template arguments", () => {
    const conversation = (fields: Record<string, Json>) => adapt({ messages: [USER], ...fields }).conversation;
    const inArguments = conversation({ chat_template_kwargs: { continue_final_message: true, a: 1 } });
    expect(inArguments).toEqual({ messages: [USER], templateArguments: { a: 1 }, continueFinalMessage: true });
    const named = conversation({ continue_final_message: "reasoning_content" });
    expect(named).toEqual({ messages: [USER], continueFinalMessage: "reasoning_content" });
    expect(conversation({ continue_final_message: null })).toEqual({ messages: [USER] });
  });

  test("chat_template_kwargs and documents become template arguments", () => {
    const documents = [{ title: "t", text: "x" }];
    const row = { messages: [USER], chat_template_kwargs: { enable_thinking: false, date_string: "1 May" }, documents };
    expect(adapt(row).conversation.templateArguments).toEqual({
      enable_thinking: false,
      date_string: "1 May",
      documents,
    });
    expect(adapt(asMaps(row)).conversation.templateArguments).toHaveProperty("enable_thinking", false);
    expect(adapt({ messages: [USER], chat_template_kwargs: null, documents: null }).conversation).not.toHaveProperty(
      "templateArguments",
    );
  });
});

describe("what is mended is counted", () => {
  test.each(FORMS)("arguments given as JSON text are parsed, keys and numbers as written, as %s", (_, form) => {
    const text = '{"b": 2.0, "1": 9007199254740993, "a": "é"}';
    const call = { id: "c", type: "function", function: { name: "f", arguments: text, strict: true }, index: 0 };
    const { conversation, diagnostics } = adapt(
      form({ messages: [USER, { role: "assistant", content: "", tool_calls: [call, call] }] }),
    );
    const [read] = conversation.messages[1]?.tool_calls ?? [];
    expect(pythonJson(read ?? null)).toBe(
      `{"id": "c", "type": "function", "function": {"name": "f", "arguments": ${text}, "strict": true}, "index": 0}`,
    );
    expect(diagnostics).toEqual([{ code: "tool-arguments-parsed", message: expect.any(String), count: 2 }]);
  });

  test.each(["", "{", "[1]", "null", '"{}"', "x=1"])("arguments %j are no JSON object and stay", (text) => {
    const { conversation, diagnostics } = adapt(withCall({ function: { name: "f", arguments: text } }));
    expect(conversation.messages[1]?.tool_calls).toEqual([{ function: { name: "f", arguments: text } }]);
    expect(diagnostics).toMatchObject([{ code: "tool-arguments-not-json", count: 1 }]);
  });

  test("arguments that are an object, null or missing stay", () => {
    for (const given of [{ arguments: { a: 1 } }, { arguments: null }, {}]) {
      const { conversation, diagnostics } = adapt(withCall({ function: { name: "f", ...given } }));
      expect(conversation.messages[1]).toEqual({
        role: "assistant",
        content: "",
        tool_calls: [{ function: { name: "f", ...given } }],
      });
      expect(diagnostics).toEqual([]);
    }
  });

  test.each<[Json, string]>([
    [withMessage({ role: "assistant", content: "a", reasoning: "r" }), "reasoning-renamed"],
    [withMessage({ role: "assistant", content: "a", loss_weight: 0 }), "training-field-not-read"],
    [{ messages: [USER], system: "Be brief." }, "column-not-read"],
    [withMessage({ role: "assistant", content: null, tool_calls: CALLS }), "content-read-as-empty"],
    [withMessage({ role: "assistant", tool_calls: CALLS }), "content-read-as-empty"],
  ])("%j is noticed", (row, code) => {
    expect(adapt(row).diagnostics).toEqual([{ code, message: expect.any(String), count: 1 }]);
  });
});

describe("what is refused", () => {
  test.each<[string, Json, string, string[]]>([
    ["nothing", {}, "no-messages", ["messages is missing", "no keys"]],
    ["null", { messages: null, a: 1 }, "no-messages", ["messages is null", "the keys messages, a"]],
    ["an empty list", { messages: [] }, "no-messages", ["an empty list"]],
    ["a number", { messages: 3 }, "no-messages", ["the number 3"]],
    ["JSON text", { messages: "[]" }, "no-messages", ["fromjson"]],
    ["ShareGPT", { conversations: [{ from: "human", value: "x" }] }, "no-messages", ["ShareGPT", ".conversations[]"]],
    [
      "Alpaca",
      { instruction: "x", input: "", output: "y" },
      "no-messages",
      ["Alpaca", ".instruction, .input", ".output"],
    ],
    [
      "Alpaca with response",
      { instruction: "x", response: "y" },
      "no-messages",
      ["Alpaca", "content: .instruction", ".response"],
    ],
    [
      "prompt and completion",
      { prompt: "x", completion: "y" },
      "no-messages",
      ["prompt and completion", ".completion"],
    ],
    ["a prompt alone", { prompt: "x", n: 1 }, "no-messages", ["prompt may be the question", "completion"]],
    ["an answer alone", { completion: "x" }, "no-messages", ["completion may be the answer", "prompt"]],
    ["plain text", { text: "x" }, "no-messages", ["plain text"]],
    ["another name", { dialog: [{ role: "user", content: "x" }] }, "no-messages", ["jq -c '.messages = .dialog'"]],
    ["a list of lists", { question: [[{ role: "user", content: "x" }]] }, "no-messages", [".question | add"]],
    ["a wrapper", { item: { messages: [] } }, "no-messages", ["jq -c '.item'"]],
    ["one message", { role: "user", content: "x" }, "no-messages", ["the row is one message", "one row"]],
  ])("a row without messages: %s", (_, row, code, parts) => {
    for (const [, form] of FORMS) {
      const error = rejection(form(row));
      expect(error.code).toBe(code);
      for (const part of parts) expect(error.message.toLowerCase()).toContain(part.toLowerCase());
    }
  });

  test.each<[string, Json, string, string, string | undefined]>([
    ["text as a message", "Hi", "not-a-message", 'messages[1] is the text "Hi"', undefined],
    ["a list as a message", ["Hi"], "not-a-message", "messages[1] is a list of 1", undefined],
    ["null as a message", null, "not-a-message", "messages[1] is null", undefined],
    [
      "no role",
      { content: "x" },
      "missing-role",
      "messages[1] has no role; it is an object with the keys content",
      "role",
    ],
    ["a null role", { role: null, content: "x" }, "missing-role", "messages[1] has no role", "role"],
    ["from and value", { from: "human", value: "x" }, "missing-role", 'rename "from" to "role"', "role"],
    ["a number as role", { role: 1, content: "x" }, "role-not-text", "messages[1].role is the number 1", "role"],
    ["no content", { role: "assistant" }, "content-missing", "an assistant message without tool_calls", "content"],
    [
      "null content",
      { role: "assistant", content: null, tool_calls: [] },
      "content-missing",
      "messages[1].content",
      "content",
    ],
    ["null content of a user", { role: "user", content: null }, "content-missing", 'the role "user"', "content"],
    [
      "null content of a user who calls",
      { role: "user", content: null, tool_calls: [{ function: { name: "f" } }] },
      "content-missing",
      'the role "user"',
      "content",
    ],
    ["null content of a tool", { role: "tool", content: null }, "content-missing", 'the role "tool"', "content"],
    [
      "a number as content",
      { role: "user", content: 42 },
      "content-not-text",
      'the number 42, where text belongs. Write it as text: "42"',
      "content",
    ],
    ["a boolean as content", { role: "user", content: true }, "content-not-text", "the boolean true", "content"],
    ["an object as content", { role: "tool", content: { a: 1 } }, "content-not-text", "json.dumps", "content"],
    [
      "text as a part",
      { role: "user", content: ["x"] },
      "content-not-text",
      'messages[1].content[0] is the text "x"',
      "content[0]",
    ],
    [
      "a part without text",
      { role: "user", content: [{ type: "text" }] },
      "content-not-text",
      "content[0].text is missing",
      "content[0].text",
    ],
    [
      "a part with value",
      { role: "user", content: [{ type: "text", value: "x" }] },
      "content-not-text",
      'Rename its key "value"',
      "content[0].text",
    ],
    ["a part without type", { role: "user", content: [{ text: "x" }] }, "unsupported-part", "no type", "content[0]"],
    [
      "reasoning that is no text",
      { role: "assistant", content: "x", thinking: true },
      "content-not-text",
      "messages[1].thinking is the boolean true",
      "thinking",
    ],
    [
      "a number as name",
      { role: "tool", content: "x", name: 1 },
      "content-not-text",
      "messages[1].name is the number 1",
      "name",
    ],
    [
      "a number as id",
      { role: "tool", content: "x", tool_call_id: 1 },
      "content-not-text",
      "messages[1].tool_call_id",
      "tool_call_id",
    ],
    [
      "function_call",
      { role: "assistant", content: null, function_call: { name: "f" } },
      "legacy-function-call",
      '"tool_calls": [',
      "function_call",
    ],
    [
      "train as text",
      { role: "assistant", content: "abc", train: "yes" },
      "bad-train-flag",
      'messages[1].train is the text "yes"',
      "train",
    ],
    ["train as 1", { role: "assistant", content: "abc", train: 1 }, "bad-train-flag", "the number 1", "train"],
    [
      "a range outside",
      { role: "assistant", content: "abc", train: [[0, 4]] },
      "bad-train-flag",
      "[0, 4] as range 0, outside the content's 3",
      "train",
    ],
    [
      "a negative range",
      {
        role: "assistant",
        content: "abc",
        train: [
          [0, 1],
          [-1, 1],
        ],
      },
      "bad-train-flag",
      "[-1, 1] as range 1",
      "train",
    ],
    [
      "a backward range",
      { role: "assistant", content: "abc", train: [[2, 1]] },
      "bad-train-flag",
      "backwards",
      "train",
    ],
    [
      "half a range",
      { role: "assistant", content: "abc", train: [[2]] },
      "bad-train-flag",
      "not two whole numbers",
      "train",
    ],
    [
      "three numbers",
      { role: "assistant", content: "abc", train: [[0, 1, 2]] },
      "bad-train-flag",
      "not two whole numbers",
      "train",
    ],
    [
      "a range of fractions",
      { role: "assistant", content: "abc", train: [[0, 1.5]] },
      "bad-train-flag",
      "not two whole numbers",
      "train",
    ],
    [
      "ranges over parts",
      { role: "assistant", content: [{ type: "text", text: "abc" }], train: [[0, 1]] },
      "bad-train-flag",
      "not one text",
      "train",
    ],
    [
      "train on a part",
      { role: "assistant", content: [{ type: "text", text: "abc", train: true }] },
      "bad-train-flag",
      "stands on a part",
      "content[0]",
    ],
    ["a negative weight", { role: "assistant", content: "a", weight: -1 }, "bad-weight", "the number -1", "weight"],
    ["weight as text", { role: "assistant", content: "a", weight: "1" }, "bad-weight", 'the text "1"', "weight"],
    [
      "an infinite weight",
      { role: "assistant", content: "a", weight: new JsonNumber("1e999") },
      "bad-weight",
      "1e999",
      "weight",
    ],
  ])("a message: %s", (_, message, code, part, field) => {
    for (const [, form] of FORMS) {
      const error = rejection(form(withMessage(message)));
      expect(error.code).toBe(code);
      expect(error.message).toContain(part);
      expect(error.at).toEqual(field === undefined ? { message: 1 } : { message: 1, field });
    }
  });

  test.each(["image_url", "input_audio", "image", "audio", "video", "file", "tool_use", "input_text"])(
    "a part of the type %s",
    (type) => {
      const error = rejection(
        withMessage({
          role: "user",
          content: [
            { type: "text", text: "a" },
            { type, [type]: {} },
          ],
        }),
      );
      expect(error.code).toBe("unsupported-part");
      expect(error.message).toContain(`messages[1].content[1] is a part of the type "${type}"`);
      expect(error.at).toEqual({ message: 1, field: "content[1]" });
    },
  );

  test.each<[Json, string, string]>([
    ["[{'function': {}}]", "tool_calls", "fromjson"],
    [{ function: {} }, "tool_calls", "must be a list"],
    [["f"], "tool_calls[0]", 'the text "f"'],
    [[{ function: { name: "f" } }, {}], "tool_calls[1]", "no keys"],
    [[{ name: "f", arguments: {} }], "tool_calls[0]", 'outside "function"'],
    [[{ function: {} }], "tool_calls[0].function.name", "is missing"],
    [[{ function: { name: "" } }], "tool_calls[0].function.name", 'the text ""'],
    [[{ function: { name: 1 } }], "tool_calls[0].function.name", "the number 1"],
    [[{ function: { name: "f", arguments: [1] } }], "tool_calls[0].function.arguments", "a list of 1"],
    [[{ function: { name: "f", arguments: 1 } }], "tool_calls[0].function.arguments", "the number 1"],
  ])("tool calls %j", (calls, field, part) => {
    const error = rejection(withMessage({ role: "assistant", content: "", tool_calls: calls }));
    expect(error.code).toBe("bad-tool-calls");
    expect(error.at).toEqual({ message: 1, field });
    expect(error.message).toContain(`messages[1].${field}`);
    expect(error.message).toContain(part);
  });

  test.each<[string, Json, string, { message: number; field: string } | undefined]>([
    [
      "content",
      withMessage({ role: "user", content: "ab\ud83d" }),
      "messages[1].content holds the lone surrogate U+D83D at position 2",
      { message: 1, field: "content" },
    ],
    [
      "a low half",
      withMessage({ role: "user", content: "\udc00\ud800" }),
      "U+DC00 at position 0",
      { message: 1, field: "content" },
    ],
    [
      "a part",
      withMessage({ role: "user", content: [{ type: "text", text: "\ud83d" }] }),
      "messages[1].content[0].text",
      { message: 1, field: "content[0].text" },
    ],
    [
      "reasoning",
      withMessage({ role: "assistant", content: "", reasoning: "\ud83d" }),
      "messages[1].reasoning ",
      { message: 1, field: "reasoning" },
    ],
    [
      "a name",
      withMessage({ role: "tool", content: "", name: "\ud83d" }),
      "messages[1].name",
      { message: 1, field: "name" },
    ],
    ["a role", withMessage({ role: "\ud83d", content: "" }), "messages[1].role", { message: 1, field: "role" }],
    [
      "arguments",
      withCall({ function: { name: "f", arguments: { a: ["\ud83d"] } } }),
      "messages[1].tool_calls[0].function.arguments.a[0]",
      { message: 1, field: "tool_calls[0].function.arguments.a[0]" },
    ],
    [
      "arguments as text",
      withCall({ function: { name: "f", arguments: '{"a": "\\ud83d"}' } }),
      "tool_calls[0].function.arguments.a",
      { message: 1, field: "tool_calls[0].function.arguments.a" },
    ],
    [
      "a key",
      withCall({ function: { name: "f", arguments: { "\ud83d": 1 } } }),
      "a key of messages[1].tool_calls[0].function.arguments",
      { message: 1, field: "tool_calls[0].function.arguments" },
    ],
    ["tools", { messages: [USER], tools: [{ a: "\ud83d" }] }, "tools[0].a", undefined],
    [
      "a template argument",
      { messages: [USER], chat_template_kwargs: { a: "\ud83d" } },
      "chat_template_kwargs.a",
      undefined,
    ],
    ["a document", { messages: [USER], documents: [{ text: "\ud83d" }] }, "documents[0].text", undefined],
  ])("a lone surrogate in %s", (_, row, part, at) => {
    for (const [, form] of FORMS) {
      const error = rejection(form(row));
      expect(error.code).toBe("lone-surrogate");
      expect(error.message).toContain(part);
      expect(error.message).not.toMatch(/\p{Surrogate}/u);
      expect(error.at).toEqual(at);
    }
  });

  test.each<[Json, string, string]>([
    [{ messages: [USER], chosen: "a", rejected: "b" }, "preference-row", "chosen and rejected"],
    [
      { input: {}, preferred_output: [USER], non_preferred_output: [] },
      "preference-row",
      "the prompt's messages and preferred_output",
    ],
    [{ messages: [USER], tools: "x" }, "bad-tools", "JSON text"],
    [{ messages: [USER], tools: {} }, "bad-tools", "no keys"],
    [{ messages: [USER], tools: ["x"] }, "bad-tools", "tools[0]"],
    [{ messages: [USER], functions: [{ name: "f" }] }, "legacy-function-call", ".functions[]"],
    [{ messages: [USER], chat_template_kwargs: "x" }, "bad-template-arguments", 'the text "x"'],
    [{ messages: [USER], continue_final_message: 1 }, "bad-prefill", "continue_final_message is the number 1"],
    [
      { messages: [USER], continue_final_message: true, chat_template_kwargs: { continue_final_message: false } },
      "bad-prefill",
      "the boolean false in chat_template_kwargs",
    ],
    [
      { messages: [USER], chat_template_kwargs: { messages: [] } },
      "bad-template-arguments",
      "chat_template_kwargs.messages",
    ],
    [
      { messages: [USER], chat_template_kwargs: { documents: [] }, documents: [] },
      "bad-template-arguments",
      "Keep one",
    ],
    [{ messages: [USER], documents: ["x"] }, "bad-template-arguments", "documents"],
    [[USER], "not-an-object", "a list of 1"],
  ])("%j", (row, code, part) => {
    const error = rejection(row);
    expect(error.code).toBe(code);
    expect(error.message).toContain(part);
  });

  test("null where a preference column would be is no preference", () => {
    expect(adapt({ messages: [USER], chosen: null, rejected: null }).conversation.messages).toEqual([USER]);
  });

  test("nesting that no template can print", () => {
    let deep: Json = "x";
    for (let depth = 0; depth < 20_000; depth++) deep = [deep];
    expect(rejection({ messages: [USER], tools: [{ deep }] }).code).toBe("nested-too-deep");
  });
});
