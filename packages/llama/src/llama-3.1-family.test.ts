import type { Json } from "@turnwise/core";
import { testModelFamily } from "@turnwise/testkit";
import { describe, expect, test } from "vitest";
import { referencesFor } from "../../../test/references/references.ts";
import { drawSegments, OPTIONS } from "../test/draw-segments.ts";
import { presentCases } from "../test/present-cases.ts";
import { storedReferences } from "../test/stored-references.ts";
import { llama31Family } from "./llama-3.1-family.ts";

const references = [...storedReferences(llama31Family.templateHashes), ...referencesFor(llama31Family.templateHashes)];

testModelFamily(llama31Family, {
  references,
  skip: [
    {
      reason: "the template prints a list of parts as Python's repr of it; core joins text parts before",
      cases: presentCases(references, [
        "stored > text parts",
        "stored > text parts everywhere",
        "llama.cpp--meta-llama-Llama-3.1-8B-Instruct > parts",
      ]),
    },
    { reason: "only text can be trained", cases: ["stored > image"] },
  ],
});

const QUESTION = { role: "user", content: " Q " };

test("the system turn's header goes up to its first data", () => {
  const conversation = {
    messages: [{ role: "system", content: " S" }, QUESTION],
    templateArguments: { date_string: "1 May" },
  };
  expect(drawSegments(llama31Family.renderer.render(conversation, OPTIONS)).slice(1, 6)).toEqual([
    '0 header "<|start_header_id|>system<|end_header_id|>\\n\\n"',
    '0 header "Cutting Knowledge Date: December 2023\\nToday Date: "',
    '0 body -1.date_string@0 "1 May"',
    '0 body "\\n\\n"',
    '0 body 0.content@1 "S"',
  ]);
});

test("a call to a built-in tool is code and ends in <|eom_id|>", () => {
  const call = { function: { name: "brave_search", arguments: { query: "Oslo", top: "3" } } };
  const messages = [QUESTION, { role: "assistant", tool_calls: [call] }];
  const templateArguments = { builtin_tools: ["brave_search"] };
  expect(drawSegments(llama31Family.renderer.render({ messages, templateArguments }, OPTIONS)).slice(-12)).toEqual(
    [
      '2 header "<|start_header_id|>assistant<|end_header_id|>\\n\\n"',
      '2 body (tool_calls) "<|python_tag|>"',
      '2 body 1.tool_calls[0].function.name@0 "brave_search"',
      '2 body (tool_calls) ".call("',
      '2 body 1.tool_calls[0].function.arguments@-1 "query"',
      `2 body (tool_calls) "=\\""`,
      '2 body 1.tool_calls[0].function.arguments@-1 "Oslo"',
      `2 body (tool_calls) "\\", "`,
      '2 body 1.tool_calls[0].function.arguments@-1 "top"',
      `2 body (tool_calls) "=\\""`,
      '2 body 1.tool_calls[0].function.arguments@-1 "3"',
      `2 body (tool_calls) "\\")"`,
      '2 end "<|eom_id|>"',
    ].slice(1),
  );
});

test("a tool result in JSON keeps the places of what JSON leaves as it is", () => {
  const rendering = llama31Family.renderer.render({ messages: [{ role: "tool", content: 'a "b"\n' }] }, OPTIONS);
  expect(drawSegments(rendering).slice(-8, -1)).toEqual([
    `1 body (content) "\\""`,
    '1 body 0.content@0 "a "',
    '1 body 0.content@-1 "\\\\\\""',
    '1 body 0.content@3 "b"',
    '1 body 0.content@-1 "\\\\\\""',
    '1 body 0.content@-1 "\\\\n"',
    `1 body (content) "\\""`,
  ]);
});

const render = (templateArguments: Record<string, Json>): string =>
  llama31Family.renderer.render({ messages: [QUESTION], tools: [{ name: "f" }], templateArguments }, OPTIONS).text;

describe("template arguments of null are given, not absent", () => {
  test("tools_in_user_message: false", () => {
    expect(render({ tools_in_user_message: null })).toContain("You have access to the following functions.");
  });
  test("custom_tools: no tools", () => {
    expect(render({ custom_tools: null })).not.toContain("functions");
  });
  test("date_string and builtin_tools: an error", () => {
    expect(() => render({ date_string: null })).toThrow("date_string is not text");
    expect(() => render({ builtin_tools: null })).toThrow("builtin_tools is not a list of texts");
  });
});

test("a message's fields of null are absent, as transformers drops them", () => {
  const messages = [QUESTION, { role: "assistant", content: " A ", tool_calls: null }, { role: "user", content: null }];
  const { text } = llama31Family.renderer.render({ messages, tools: null }, OPTIONS);
  expect(text).toMatch(
    /assistant<\|end_header_id\|>\n\nA<\|eot_id\|><\|start_header_id\|>user<\|end_header_id\|>\n\n<\|eot_id\|>$/,
  );
});
