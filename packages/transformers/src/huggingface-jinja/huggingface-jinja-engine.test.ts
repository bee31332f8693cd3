import { createHash } from "node:crypto";
import { parseJson, TemplateError, type Conversation, type Json, type RenderOptions } from "@turnwise/core";
import { testTemplateEngine } from "@turnwise/testkit";
import { expect, test } from "vitest";
import { readOracle } from "../testing/oracle.ts";
import { huggingfaceJinjaEngine } from "./huggingface-jinja-engine.ts";

interface TemplateAnswers {
  readonly jinja2: string;
  readonly context: Pick<Conversation, "messages"> & { readonly bos_token: string };
  readonly answers: readonly { readonly name: string; readonly template: string; readonly text: string | null }[];
}

const { jinja2, context, answers } = (await readOracle("template-answers.json")) as TemplateAnswers;
const OPTIONS: RenderOptions = {
  addGenerationPrompt: false,
  specialTokens: { bos_token: context.bos_token },
  clock: new Date(0),
};

function compile(text: string) {
  return huggingfaceJinjaEngine.compile({ text, hash: createHash("sha256").update(text).digest("hex") });
}

function render(template: string, conversation: Conversation = { messages: context.messages }): string {
  return compile(template).render(conversation, OPTIONS).text;
}

testTemplateEngine(huggingfaceJinjaEngine);

test.each(answers.filter(({ text }) => text !== null))(`prints as Jinja2 ${jinja2}: $name`, ({ template, text }) => {
  expect(render(template)).toBe(text);
});

test.each(answers.filter(({ text }) => text === null))(`refuses as Jinja2 ${jinja2}: $name`, ({ template }) => {
  expect(() => render(template)).toThrow(TemplateError);
});

test("nothing is known of the text's origin", () => {
  const rendering = compile("{{ messages[0].content }}").render({ messages: context.messages }, OPTIONS);
  expect([rendering.provenance, rendering.segmentCount]).toEqual(["text", 1]);
});

test("a template sees neither nulls nor what steers masks, and arguments win over special tokens", () => {
  const conversation: Conversation = {
    messages: [{ role: "user", content: "a", name: null, train: false, weight: 2, extra: 1 }],
    templateArguments: { bos_token: "<mine>" },
  };
  expect(render("{{ messages[0] | tojson }}{{ bos_token }}", conversation)).toBe(
    '{"role": "user", "content": "a", "extra": 1}<mine>',
  );
});

test.each([
  ['{"n": 2.0}', "number 2.0"],
  ['{"n": 9007199254740993}', "9007199254740993"],
  ['{"n": 1e-7}', "1e-07"],
  ['{"2": 1, "1": 2}', "keys 2, 1"],
])("what would be printed otherwise is refused: %s", (json, words) => {
  const tools: readonly Json[] = [parseJson(json)];
  const act = () => render("{{ tools | tojson }}", { messages: [], tools });
  expect(act).toThrow(expect.objectContaining({ code: "inexact-json" }));
  expect(act).toThrow(words);
});

test("exact JSON passes, forms with Maps and number texts included", () => {
  const tools = [parseJson('{"b": 1.5, "a": {"10": 123456789012345678e0}, "c": [0, -1]}')];
  expect(() => render("{{ tools | tojson }}", { messages: [], tools })).toThrow("1.2345678901234568e+17");
  const exact = [new Map<string, Json>([["b", 1.5]])];
  expect(render("{{ tools | tojson }}", { messages: [], tools: exact })).toBe('[{"b": 1.5}]');
});

test.each(["{{ strftime_now('%d') }}", "{% if strftime_now is defined %}{% set d = strftime_now('%Y') %}{% endif %}"])(
  "a template that reads the clock is refused: %s",
  (template) => {
    expect(() => compile(template)).toThrow(expect.objectContaining({ code: "template-reads-clock" }));
  },
);

test.each([
  ["{{ messages[0].content.lstrip('\\n') }}", ".lstrip()"],
  ["{% for m in messages %}{% if loop.first %}{% continue %}{% endif %}{% endfor %}", "{% continue %}"],
  ["{% for m in messages %}{% break %}{% endfor %}", "{% break %}"],
  ["{{ '{% x %}' }}", "a tag inside a string"],
  ["{{ 'ab' | capitalize }}", "capitalize"],
  ["{{ 'ab'.title() }}", ".title()"],
  ["{{ tools | tojson(sort_keys=true) }}", "sort_keys"],
  ["{% for m in messages %}{% if m.a %}{% set x = m.a %}{% endif %}{{ x }}{% endfor %}", "the variable x"],
  ["{% for m in messages %}{{ x }}{% set x = 1 %}{% endfor %}", "the variable x"],
  ["{% for m in messages %}{% set x = (x or 0) + 1 %}{% endfor %}", "the variable x"],
  ["{% macro f() %}{{ m.role }}{% endmacro %}{% for m in messages %}{{ f() }}{% endfor %}", "which a macro reads"],
  ["{% generation %}{% set x = 1 %}{% endgeneration %}{{ x }}", "{% generation %}"],
])("what is known to be printed wrongly is refused: %s", (template, construct) => {
  expect(() => compile(template)).toThrow(expect.objectContaining({ code: "template-not-supported" }));
  expect(() => compile(template)).toThrow(construct);
  expect(() => compile(template)).toThrow("--family");
});

test.each([
  "{{ messages }}",
  "{{ messages[0] }}",
  "{{ true }}",
  "{{ none }}",
  "{{ 'a' ~ true }}",
  "{{ [true] | join }}",
  "{{ messages | string }}",
  "{{ messages == [1] }}",
  "{% if 1 == '1' %}{% endif %}",
  "{% if messages[0] in messages %}{% endif %}",
  "{{ -7 % 3 }}",
  "{{ messages[0].content[3] }}",
  "{{ messages[0].content[3:] }}",
  "{{ ('<b>' | safe) + messages[1].content }}",
  "{{ 1 / 100000 }}",
])("where its values show that Python prints something else, the row is refused: %s", (template) => {
  const { render: run } = compile(template);
  const code = expect.objectContaining({ code: expect.stringMatching(/^template-(engine-differs|error)$/) });
  expect(() => run({ messages: context.messages }, OPTIONS)).toThrow(code);
});

test("white space that Python strips otherwise is refused where a template strips", () => {
  const conversation: Conversation = { messages: [{ role: "user", content: " \ufeffHi" }] };
  expect(() => render("{{ messages[0].content | trim }}", conversation)).toThrow(
    expect.objectContaining({ code: "template-engine-differs", at: { message: 0, field: "content" } }),
  );
  expect(render("{{ messages[0].content }}", conversation)).toBe(" \ufeffHi");
});
