import { drawSegments, testModelFamily } from "@turnwise/testkit";
import { expect, test } from "vitest";
import { referencesFor } from "../../../test/references/references.ts";
import { llama3AxolotlFamily } from "./llama-3-axolotl-family.ts";

testModelFamily(llama3AxolotlFamily, {
  references: referencesFor(llama3AxolotlFamily.templateHashes),
  skip: [
    {
      reason: "the template drops a tool result that is neither text nor text parts",
      cases: ["tool results"],
    },
    { reason: "only text can be trained", cases: ["image"] },
  ],
});

test("text parts are trimmed as one text, and each keeps its place", () => {
  const content = [" \n", " a ", "", " b\t", " "].map((text) => ({ type: "text", text }));
  const conversation = { messages: [{ role: "assistant", content }] };
  expect(drawSegments(llama3AxolotlFamily, conversation).slice(2, -1)).toEqual([
    'assistant[0] body "a " 0.content[1].text@1',
    'assistant[0] body " b" 0.content[3].text@0',
  ]);
});
