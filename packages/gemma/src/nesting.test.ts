import type { Json } from "@turnwise/core";
import { drawSegments } from "@turnwise/testkit";
import { expect, it } from "vitest";
import { gemma4Edge } from "./gemma-4-edge-family.ts";
import { gemma4 } from "./gemma-4-family.ts";
import { gemma } from "./gemma-family.ts";

const LEVELS = 100_000;
const refusal: unknown = expect.objectContaining({ code: "nested-too-deep" });

function nested(innermost: Json, wrap: (value: Json) => Json): Json {
  let value = innermost;
  for (let level = 0; level < LEVELS; level++) value = wrap(value);
  return value;
}

it.each([gemma4, gemma4Edge])("$name refuses values that are nested too deep", (family) => {
  const lists = nested("x", (value) => [value]);
  const call = { function: { name: "f", arguments: { lists } } };
  expect(() => drawSegments(family, { messages: [{ role: "assistant", tool_calls: [call] }] })).toThrow(refusal);
  const schemas = [
    nested({}, (value) => ({ type: "object", properties: { a: value } })),
    nested({}, (value) => ({ type: "array", items: { properties: { a: value } } })),
    nested({}, (value) => ({ type: "object", inner: value })),
    { description: lists },
    { type: lists },
  ];
  for (const schema of schemas) {
    const tools = [{ function: { name: "f", parameters: { properties: { a: schema } } } }];
    expect(() => drawSegments(family, { messages: [{ role: "user", content: "a" }], tools })).toThrow(refusal);
  }
});

it("gemma refuses a list that is nested too deep", () => {
  const content = [{ type: "text", text: nested("x", (value) => [value]) }];
  expect(() => drawSegments(gemma, { messages: [{ role: "user", content }] })).toThrow(refusal);
});
