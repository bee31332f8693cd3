import { drawSegments, testModelFamily } from "@turnwise/testkit";
import { expect, test } from "vitest";
import { referencesFor } from "../../../test/references/references.ts";
import { llama3AlwaysPromptFamily } from "./llama-3-always-prompt-family.ts";

testModelFamily(llama3AlwaysPromptFamily, {
  references: referencesFor(llama3AlwaysPromptFamily.templateHashes),
  skip: [
    {
      reason: "the template prints it always",
      cases: ["without being asked for, no generation prompt is printed"],
    },
    {
      reason: "the template prints a list of parts as Python's repr of it; core joins text parts before",
      cases: ["content parts", "content parts, system", "empty content parts"],
    },
    {
      reason: "the template drops or prints a role that the family does not know",
      cases: ["unknown role"],
    },
  ],
});

test("the generation prompt stands at the end of training rows, too, outside any turn", () => {
  const conversation = { messages: [{ role: "assistant", content: "A" }] };
  expect(drawSegments(llama3AlwaysPromptFamily, conversation).slice(-2)).toEqual([
    'assistant[0] end "<|eot_id|>"',
    '- generation-prompt "<|start_header_id|>assistant<|end_header_id|>\\n\\n"',
  ]);
});
