import { createHash } from "node:crypto";
import {
  parseJson,
  TurnwiseError,
  type Conversation,
  type Json,
  type Message,
  type RenderOptions,
  type Rendering,
} from "@turnwise/core";
import { testTemplateEngine } from "@turnwise/testkit";
import { expect, test } from "vitest";
import { readOracle } from "../testing/oracle.ts";
import { jinjaEngine } from "./jinja-engine.ts";

interface TemplateAnswers {
  readonly jinja2: string;
  readonly context: Pick<Conversation, "messages"> & { readonly bos_token: string };
  readonly answers: readonly { readonly name: string; readonly template: string; readonly text: string | null }[];
}

const { jinja2, context, answers } = (await readOracle("template-answers.json")) as TemplateAnswers;
const OPTIONS: RenderOptions = {
  addGenerationPrompt: false,
  specialTokens: { bos_token: context.bos_token },
  clock: new Date("2024-07-26T13:45:07"),
};

function compile(text: string) {
  return jinjaEngine.compile({ text, hash: createHash("sha256").update(text).digest("hex") });
}

function rendered(template: string, conversation: Conversation = { messages: context.messages }): Rendering {
  return compile(template).render(conversation, OPTIONS);
}

/** Text of the template as it is, data as `[place@start]`. */
function drawn(template: string, conversation: Conversation): string {
  const rendering = rendered(template, conversation);
  return Array.from({ length: rendering.segmentCount }, (_, index) => rendering.segment(index))
    .map(({ text, origin, message, field, sourceStart }) =>
      origin === "template" ? text : `[${message}.${field}@${sourceStart}]`,
    )
    .join("");
}

testTemplateEngine(jinjaEngine);

test.each(answers.filter(({ text }) => text !== null))(`prints as Jinja2 ${jinja2}: $name`, ({ template, text }) => {
  expect(rendered(template).text).toBe(text);
});

test.each(answers.filter(({ text }) => text === null))(`refuses as Jinja2 ${jinja2}: $name`, ({ template }) => {
  expect(() => rendered(template)).toThrow(expect.objectContaining({ code: "template-error" }));
});

test("places of data are those of the row: fields of messages, tools, arguments", () => {
  const conversation: Conversation = {
    messages: [
      { role: "user", content: [{ type: "text", text: " Hi " }] },
      { role: "assistant", content: "", tool_calls: [{ function: { name: "find", arguments: { n: 3 } } }] },
    ],
    tools: [{ name: "find" }],
    templateArguments: { date_string: "today" },
  };
  const template =
    "{{ messages[0].content[0].text | trim }}|{{ messages[1].tool_calls[0].function.name }}|" +
    "{{ messages[1].tool_calls[0].function.arguments | tojson }}|{{ tools | tojson }}|{{ date_string }}|{{ bos_token }}|{{ messages[0].role }}";
  expect(drawn(template, conversation)).toBe(
    "[0.content[0].text@1]|[1.tool_calls[0].function.name@0]|[1.tool_calls[0].function.arguments@-1]|[-1.tools@-1]|[-1.date_string@0]|<s>|user",
  );
});

test("reasoning that a row adapter gives by two names has one place", () => {
  const message = { role: "assistant", thinking: "Hm", reasoning_content: "Hm", content: "Yo" };
  expect(drawn("{{ messages[0].thinking }}{{ messages[0].reasoning_content }}", { messages: [message] })).toBe(
    "[0.reasoning_content@0][0.reasoning_content@0]",
  );
});

test("an argument by the name of a special token is data, and wins", () => {
  const conversation = { messages: context.messages, templateArguments: { bos_token: "<mine>" } };
  expect(drawn("{{ bos_token }}", conversation)).toBe("[-1.bos_token@0]");
  expect(rendered("{{ bos_token }}", conversation).text).toBe("<mine>");
});

test("the conversation itself cannot be replaced by arguments", () => {
  for (const templateArguments of [{ messages: [] }, { add_generation_prompt: true }, { tools: "none" }]) {
    expect(() => rendered("", { messages: context.messages, templateArguments })).toThrow(
      expect.objectContaining({ code: "template-argument" }),
    );
  }
});

test("a message may be an object of any class, of which the template sees the fields", () => {
  const message: Message = Object.assign(Object.create({ length: 2 }), { role: "user", content: "Hi" });
  expect(rendered("{{ messages[0] }}", { messages: [message] }).text).toBe("{'role': 'user', 'content': 'Hi'}");
});

test("a template sees neither nulls nor what steers masks, and numbers as they are written", () => {
  const extra = parseJson('{"2": 2.0, "1": 9007199254740993}') as Json;
  const messages = [{ role: "user", content: "a", name: null, train: false, weight: 2, extra }];
  expect(rendered("{{ messages[0] | tojson }}", { messages }).text).toBe(
    '{"role": "user", "content": "a", "extra": {"2": 2.0, "1": 9007199254740993}}',
  );
});

test("a role that the template does not name is refused: it would be printed as template text", () => {
  const messages = [{ role: "critic", content: "No." }];
  const template = "{% for m in messages %}<{{ m.role }}>{% endfor %}";
  expect(() => rendered(template, { messages })).toThrow(expect.objectContaining({ code: "unknown-role" }));
  expect(rendered(`${template}{% if messages[0].role == 'critic' %}{% endif %}`, { messages }).text).toBe("<critic>");
  expect(compile(template).render({ messages }, { ...OPTIONS, roles: ["critic"] }).text).toBe("<critic>");
});

test("the clock is the one of the options", () => {
  const template = "{{ strftime_now('%d %B %Y, %H:%M:%S') }}";
  expect([compile(template).readsClock, rendered(template).text]).toEqual([true, "26 July 2024, 13:45:07"]);
});

test("generation spans and messages are traced", () => {
  const template =
    "{% for m in messages %}<{{ m.role }}>{% if m.role == 'assistant' %}{% generation %}{{ m.content }}{% endgeneration %}{% else %}{{ m.content }}{% endif %}{% endfor %}";
  const { text, generated, trace } = rendered(template, {
    messages: [
      { role: "user", content: "Hi" },
      { role: "assistant", content: "Yo" },
    ],
  });
  expect([text, generated, trace?.reach]).toEqual(["<user>Hi<assistant>Yo", [[19, 21]], [0, 1]]);
  expect([compile(template).marksGeneration, compile("").marksGeneration]).toEqual([true, false]);
});

test("a template that cannot be read says where", () => {
  expect(() => compile("a\n{% if %}")).toThrow(TurnwiseError);
  expect(() => compile("a\n{% if %}")).toThrow(/chat template:2:\d+/);
});

test("a template that runs away is refused, and so is a row that it fails on", () => {
  expect(() => rendered("{% for i in range(99999) %}{% for j in range(99999) %}{% endfor %}{% endfor %}")).toThrow(
    expect.objectContaining({ code: "template-error" }),
  );
  expect(() => rendered("{{ messages[0].content + 1 }}")).toThrow(/can only concatenate str/);
});
