import { drawSegments, REFERENCE_OPTIONS, testModelFamily } from "@turnwise/testkit";
import { expect, test } from "vitest";
import { referencesFor } from "../../../test/references/references.ts";
import { llama2Family } from "./llama-2-family.ts";

testModelFamily(llama2Family, {
  references: referencesFor(llama2Family.templateHashes),
  skip: [
    {
      reason: "the template drops or prints a role that the family does not know",
      cases: ["no call in a list, tool", "tool result without content"],
    },
  ],
});

test("the answer has no header, a later BOS belongs to the user's turn", () => {
  const messages = [
    { role: "system", content: " S " },
    { role: "user", content: " Q1 " },
    { role: "assistant", content: " A1 " },
    { role: "user", content: " Q2 " },
  ];
  expect(drawSegments(llama2Family, { messages })).toEqual([
    '- preamble "<s>"',
    'user[0,1] header "[INST] "',
    'user[0,1] header "<<SYS>>\\n"',
    'user[0,1] body " S " 0.content@0',
    'user[0,1] body "\\n<</SYS>>\\n\\n" <content>',
    'user[0,1] body " Q1" 1.content@0',
    'user[0,1] end " [/INST]"',
    'assistant[2] body " " <content>',
    'assistant[2] body "A1" 2.content@1',
    'assistant[2] body " " <content>',
    'assistant[2] end "</s>"',
    'user[3] header "<s>[INST] "',
    'user[3] body "Q2" 3.content@1',
    'user[3] end " [/INST]"',
  ]);
});

test("a late system message, which the template does not print, is a turn without text", () => {
  const messages = [
    { role: "user", content: "Q" },
    { role: "system", content: "S" },
    { role: "user", content: "Q" },
  ];
  const rendering = llama2Family.renderer.render({ messages }, REFERENCE_OPTIONS);
  expect(rendering.turns.map(({ role }) => role)).toEqual(["user", "system", "user"]);
  expect(rendering.text).toBe("<s>[INST] Q [/INST]<s>[INST] Q [/INST]");
});
