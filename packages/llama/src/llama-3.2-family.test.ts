import { REFERENCE_OPTIONS, testModelFamily } from "@turnwise/testkit";
import { expect, test } from "vitest";
import { referencesFor } from "../../../test/references/references.ts";
import { llama32Family } from "./llama-3.2-family.ts";

testModelFamily(llama32Family, {
  references: referencesFor(llama32Family.templateHashes),
  skip: [
    {
      reason: "the template prints a list of parts as Python's repr of it; core joins text parts before",
      cases: ["text parts", "text parts everywhere", "parts"],
    },
    { reason: "only text can be trained", cases: ["image"] },
  ],
});

test("today's date is the clock's, in local time and English", () => {
  const options = { ...REFERENCE_OPTIONS, clock: new Date(2031, 0, 5) };
  const { text } = llama32Family.renderer.render({ messages: [{ role: "user", content: "Q" }] }, options);
  expect(text).toContain("Today Date: 05 Jan 2031\n\n");
});
