import { testModelFamily } from "@turnwise/testkit";
import { expect, test } from "vitest";
import { referencesFor } from "../../../test/references/references.ts";
import { OPTIONS } from "../test/draw-segments.ts";
import { presentCases } from "../test/present-cases.ts";
import { storedReferences } from "../test/stored-references.ts";
import { llama32Family } from "./llama-3.2-family.ts";

const references = [...storedReferences(llama32Family.templateHashes), ...referencesFor(llama32Family.templateHashes)];

testModelFamily(llama32Family, {
  references,
  skip: [
    {
      reason: "the template prints a list of parts as Python's repr of it; core joins text parts before",
      cases: presentCases(references, [
        "stored > text parts",
        "stored > text parts everywhere",
        "llama.cpp--meta-llama-Llama-3.2-3B-Instruct > parts",
      ]),
    },
    { reason: "only text can be trained", cases: ["stored > image"] },
  ],
});

test("today's date is the clock's, in local time and English", () => {
  const rendering = llama32Family.renderer.render({ messages: [{ role: "user", content: "Q" }] }, OPTIONS);
  expect(rendering.text).toContain("Today Date: 05 Jan 2031\n\n");
});
