import { testModelFamily } from "@turnwise/testkit";
import { expect, test } from "vitest";
import { referencesFor } from "../../../test/references/references.ts";
import { drawSegments, OPTIONS } from "../test/draw-segments.ts";
import { storedReferences } from "../test/stored-references.ts";
import { llama3AxolotlFamily } from "./llama-3-axolotl-family.ts";

const references = [
  ...storedReferences(llama3AxolotlFamily.templateHashes),
  ...referencesFor(llama3AxolotlFamily.templateHashes),
];

testModelFamily(llama3AxolotlFamily, {
  references,
  skip: [
    {
      reason: "the template drops a tool result that is neither text nor text parts",
      cases: ["stored > tool results"],
    },
    { reason: "only text can be trained", cases: ["stored > image"] },
  ],
});

test("text parts are trimmed as one text, and each keeps its place", () => {
  const content = [" \n", " a ", "", " b\t", " "].map((text) => ({ type: "text", text }));
  const rendering = llama3AxolotlFamily.renderer.render({ messages: [{ role: "assistant", content }] }, OPTIONS);
  expect(drawSegments(rendering).slice(2, -1)).toEqual([
    '0 body 0.content[1].text@1 "a "',
    '0 body 0.content[3].text@0 " b"',
  ]);
});
