import type { Json } from "@turnwise/core";
import { testModelFamily } from "@turnwise/testkit";
import { expect, test } from "vitest";
import { referencesFor } from "../../../test/references/references.ts";
import { drawSegments, OPTIONS } from "../test/draw-segments.ts";
import { storedReferences } from "../test/stored-references.ts";
import { llama4Family } from "./llama-4-family.ts";

const references = [...storedReferences(llama4Family.templateHashes), ...referencesFor(llama4Family.templateHashes)];

testModelFamily(llama4Family, {
  references,
  skip: [{ reason: "only text can be trained", cases: ["stored > image"] }],
});

const call = (name: string, given: Json): Json => ({ function: { name, arguments: given } });

test("calls stand one behind the other, behind the content", () => {
  const message = { role: "assistant", content: " why ", tool_calls: [call("a", { x: 1 }), call("b", '"')] };
  const rendering = llama4Family.renderer.render({ messages: [message] }, OPTIONS);
  expect(drawSegments(rendering).slice(1)).toEqual([
    '0 header "<|header_start|>assistant<|header_end|>\\n\\n"',
    '0 body (tool_calls) "<|python_start|>"',
    '0 body 0.content@0 " why "',
    '0 body (tool_calls) "<|python_end|>"',
    `0 body (tool_calls) "{\\"name\\": \\""`,
    '0 body 0.tool_calls[0].function.name@0 "a"',
    `0 body (tool_calls) "\\", \\"parameters\\": "`,
    `0 body 0.tool_calls[0].function.arguments@-1 "{\\"x\\": 1}"`,
    '0 body (tool_calls) "}"',
    `0 body (tool_calls) "{\\"name\\": \\""`,
    '0 body 0.tool_calls[1].function.name@0 "b"',
    `0 body (tool_calls) "\\", \\"parameters\\": "`,
    `0 body (tool_calls[1].function.arguments) "\\""`,
    '0 body 0.tool_calls[1].function.arguments@-1 "\\\\\\""',
    `0 body (tool_calls[1].function.arguments) "\\""`,
    '0 body (tool_calls) "}"',
    '0 end "<|eot|>"',
  ]);
});

test("an answer beside an empty list of calls is not printed: a turn without text", () => {
  const message = { role: "assistant", content: "A", tool_calls: [] };
  const rendering = llama4Family.renderer.render({ messages: [message] }, OPTIONS);
  expect(drawSegments(rendering)).toEqual(['-1 preamble "<s>"']);
  expect(rendering.turns).toEqual([{ role: "assistant", messages: [0] }]);
});

test("an image is an unsupported part", () => {
  const content = [{ type: "text", text: "What is it?" }, { type: "image" }];
  const render = () => llama4Family.renderer.render({ messages: [{ role: "user", content }] }, OPTIONS);
  expect(render).toThrow(
    expect.objectContaining({ code: "unsupported-part", at: { message: 0, field: "content[1]" } }),
  );
});
