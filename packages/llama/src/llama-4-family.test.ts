import type { Json } from "@turnwise/core";
import { drawSegments, REFERENCE_OPTIONS, testModelFamily } from "@turnwise/testkit";
import { expect, test } from "vitest";
import { referencesFor } from "../../../test/references/references.ts";
import { llama4Family } from "./llama-4-family.ts";

testModelFamily(llama4Family, {
  references: referencesFor(llama4Family.templateHashes),
  skip: [{ reason: "only text can be trained", cases: ["image"] }],
});

const call = (name: string, given: Json): Json => ({ function: { name, arguments: given } });

test("calls stand one behind the other, behind the content", () => {
  const message = { role: "assistant", content: " why ", tool_calls: [call("a", { x: 1 }), call("b", '"')] };
  expect(drawSegments(llama4Family, { messages: [message] }).slice(1)).toEqual([
    'assistant[0] header "<|header_start|>assistant<|header_end|>\\n\\n"',
    'assistant[0] body "<|python_start|>" <tool_calls>',
    'assistant[0] body " why " 0.content@0',
    'assistant[0] body "<|python_end|>" <tool_calls>',
    'assistant[0] body "{\\"name\\": \\"" <tool_calls>',
    'assistant[0] body "a" 0.tool_calls[0].function.name@0',
    'assistant[0] body "\\", \\"parameters\\": " <tool_calls>',
    'assistant[0] body "{\\"x\\": 1}" 0.tool_calls[0].function.arguments@-1',
    'assistant[0] body "}" <tool_calls>',
    'assistant[0] body "{\\"name\\": \\"" <tool_calls>',
    'assistant[0] body "b" 0.tool_calls[1].function.name@0',
    'assistant[0] body "\\", \\"parameters\\": " <tool_calls>',
    'assistant[0] body "\\"" <tool_calls[1].function.arguments>',
    'assistant[0] body "\\\\\\"" 0.tool_calls[1].function.arguments@-1',
    'assistant[0] body "\\"" <tool_calls[1].function.arguments>',
    'assistant[0] body "}" <tool_calls>',
    'assistant[0] end "<|eot|>"',
  ]);
});

test("an answer beside an empty list of calls is not printed: a turn without text", () => {
  const message = { role: "assistant", content: "A", tool_calls: [] };
  expect(drawSegments(llama4Family, { messages: [message] })).toEqual(['- preamble "<s>"']);
  expect(llama4Family.renderer.render({ messages: [message] }, REFERENCE_OPTIONS).turns).toEqual([
    { role: "assistant", messages: [0] },
  ]);
});

test("an image is an unsupported part", () => {
  const content = [{ type: "text", text: "What is it?" }, { type: "image" }];
  expect(() => drawSegments(llama4Family, { messages: [{ role: "user", content }] })).toThrow(
    expect.objectContaining({ code: "unsupported-part", at: { message: 0, field: "content[1]" } }),
  );
});
