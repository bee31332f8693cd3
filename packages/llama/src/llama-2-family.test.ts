import { testModelFamily } from "@turnwise/testkit";
import { expect, test } from "vitest";
import { referencesFor } from "../../../test/references/references.ts";
import { drawSegments, OPTIONS } from "../test/draw-segments.ts";
import { storedReferences } from "../test/stored-references.ts";
import { llama2Family } from "./llama-2-family.ts";

const references = [...storedReferences(llama2Family.templateHashes), ...referencesFor(llama2Family.templateHashes)];

testModelFamily(llama2Family, {
  references,
  skip: [
    {
      reason: "the template drops or prints a role that the family does not know",
      cases: ["stored > no call in a list, tool", "stored > tool result without content"],
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
  const rendering = llama2Family.renderer.render({ messages }, OPTIONS);
  expect(drawSegments(rendering)).toEqual([
    '-1 preamble "<s>"',
    '0 header "[INST] "',
    '0 header "<<SYS>>\\n"',
    '0 body 0.content@0 " S "',
    '0 body (content) "\\n<</SYS>>\\n\\n"',
    '0 body 1.content@0 " Q1"',
    '0 end " [/INST]"',
    '1 body (content) " "',
    '1 body 2.content@1 "A1"',
    '1 body (content) " "',
    '1 end "</s>"',
    '2 header "<s>[INST] "',
    '2 body 3.content@1 "Q2"',
    '2 end " [/INST]"',
  ]);
});

test("a late system message, which the template does not print, is a turn without text", () => {
  const messages = [
    { role: "user", content: "Q" },
    { role: "system", content: "S" },
    { role: "user", content: "Q" },
  ];
  const rendering = llama2Family.renderer.render({ messages }, OPTIONS);
  expect(rendering.turns.map(({ role }) => role)).toEqual(["user", "system", "user"]);
  expect(rendering.text).toBe("<s>[INST] Q [/INST]<s>[INST] Q [/INST]");
});
