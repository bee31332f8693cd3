import type { Rendering } from "@turnwise/core";
import { drawSegments, REFERENCE_OPTIONS, testModelFamily } from "@turnwise/testkit";
import { expect, test } from "vitest";
import { referencesFor } from "../../../test/references/references.ts";
import { llama3Family } from "./llama-3-family.ts";

testModelFamily(llama3Family, {
  references: referencesFor(llama3Family.templateHashes),
  skip: [
    {
      reason: "the template prints a list of parts as Python's repr of it; core joins text parts before",
      cases: [
        "text parts",
        "text parts everywhere",
        "text parts beside a call",
        "parts",
        "content parts",
        "content parts, system",
        "empty content parts",
      ],
    },
    {
      reason: "the template prints a tool result that is no text as Python's repr of it",
      cases: ["tool results"],
    },
    { reason: "only text can be trained", cases: ["image"] },
    {
      reason: "the template drops or prints a role that the family does not know",
      cases: ["unknown role"],
    },
  ],
});

test("a tool call is not printed: the turn has an empty answer and no data", () => {
  const messages = [
    { role: "user", content: "Q" },
    { role: "assistant", tool_calls: [{ function: { name: "f", arguments: {} } }] },
  ];
  expect(drawSegments(llama3Family, { messages }).slice(-2)).toEqual([
    'assistant[1] header "<|start_header_id|>assistant<|end_header_id|>\\n\\n"',
    'assistant[1] end "<|eot_id|>"',
  ]);
});

const rendering = (role: string, specialTokens = REFERENCE_OPTIONS.specialTokens): (() => Rendering) => {
  const messages = [{ role, content: "Q" }];
  return () => llama3Family.renderer.render({ messages }, { ...REFERENCE_OPTIONS, specialTokens });
};

test("a model without a BOS token is an error, as in Jinja2", () => {
  expect(rendering("user", {})).toThrow("the template prints bos_token, and the model has none");
});

test("an unknown role is an error that names the known ones", () => {
  expect(rendering("critic")).toThrow(
    'llama-3: message 0 has role "critic"; this family knows system, user, assistant, tool, ipython. Map it with --role critic=user.',
  );
});
