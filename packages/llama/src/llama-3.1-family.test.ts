import type { Json } from "@turnwise/core";
import { drawSegments, REFERENCE_OPTIONS, testModelFamily } from "@turnwise/testkit";
import { describe, expect, test } from "vitest";
import { referencesFor } from "../../../test/references/references.ts";
import { llama31Family } from "./llama-3.1-family.ts";

testModelFamily(llama31Family, {
  references: referencesFor(llama31Family.templateHashes),
  skip: [
    {
      reason: "the template prints a list of parts as Python's repr of it; core joins text parts before",
      cases: ["text parts", "text parts everywhere", "parts"],
    },
    { reason: "only text can be trained", cases: ["image"] },
  ],
});

const QUESTION = { role: "user", content: " Q " };

test("the system turn's header goes up to its first data", () => {
  const conversation = {
    messages: [{ role: "system", content: " S" }, QUESTION],
    templateArguments: { date_string: "1 May" },
  };
  expect(drawSegments(llama31Family, conversation).slice(1, 6)).toEqual([
    'system[0] header "<|start_header_id|>system<|end_header_id|>\\n\\n"',
    'system[0] header "Cutting Knowledge Date: December 2023\\nToday Date: "',
    'system[0] body "1 May" -1.date_string@0',
    'system[0] body "\\n\\n"',
    'system[0] body "S" 0.content@1',
  ]);
});

test("a call to a built-in tool is code and ends in <|eom_id|>", () => {
  const call = { function: { name: "brave_search", arguments: { query: "Oslo", top: "3" } } };
  const messages = [QUESTION, { role: "assistant", tool_calls: [call] }];
  const templateArguments = { builtin_tools: ["brave_search"] };
  expect(drawSegments(llama31Family, { messages, templateArguments }).slice(-12)).toEqual(
    [
      'assistant[1] header "<|start_header_id|>assistant<|end_header_id|>\\n\\n"',
      'assistant[1] body "<|python_tag|>" <tool_calls>',
      'assistant[1] body "brave_search" 1.tool_calls[0].function.name@0',
      'assistant[1] body ".call(" <tool_calls>',
      'assistant[1] body "query" 1.tool_calls[0].function.arguments@-1',
      'assistant[1] body "=\\"" <tool_calls>',
      'assistant[1] body "Oslo" 1.tool_calls[0].function.arguments@-1',
      'assistant[1] body "\\", " <tool_calls>',
      'assistant[1] body "top" 1.tool_calls[0].function.arguments@-1',
      'assistant[1] body "=\\"" <tool_calls>',
      'assistant[1] body "3" 1.tool_calls[0].function.arguments@-1',
      'assistant[1] body "\\")" <tool_calls>',
      'assistant[1] end "<|eom_id|>"',
    ].slice(1),
  );
});

test("a tool result in JSON keeps the places of what JSON leaves as it is", () => {
  const conversation = { messages: [{ role: "tool", content: 'a "b"\n' }] };
  expect(drawSegments(llama31Family, conversation).slice(-8, -1)).toEqual([
    'tool[0] body "\\"" <content>',
    'tool[0] body "a " 0.content@0',
    'tool[0] body "\\\\\\"" 0.content@-1',
    'tool[0] body "b" 0.content@3',
    'tool[0] body "\\\\\\"" 0.content@-1',
    'tool[0] body "\\\\n" 0.content@-1',
    'tool[0] body "\\"" <content>',
  ]);
});

const render = (templateArguments: Record<string, Json>): string =>
  llama31Family.renderer.render({ messages: [QUESTION], tools: [{ name: "f" }], templateArguments }, REFERENCE_OPTIONS)
    .text;

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
  const { text } = llama31Family.renderer.render({ messages, tools: null }, REFERENCE_OPTIONS);
  expect(text).toMatch(
    /assistant<\|end_header_id\|>\n\nA<\|eot_id\|><\|start_header_id\|>user<\|end_header_id\|>\n\n<\|eot_id\|>$/,
  );
});
