import { testModelFamily } from "@turnwise/testkit";
import { referencesFor } from "../../../test/references/references.ts";
import { presentCases } from "../test/present-cases.ts";
import { storedReferences } from "../test/stored-references.ts";
import { llama3TrlFamily } from "./llama-3-trl-family.ts";

const references = [
  ...storedReferences(llama3TrlFamily.templateHashes),
  ...referencesFor(llama3TrlFamily.templateHashes),
];

testModelFamily(llama3TrlFamily, {
  references,
  skip: [
    {
      reason: "the template prints a list of parts as Python's repr of it; core joins text parts before",
      cases: presentCases(references, [
        "stored > text parts",
        "stored > text parts everywhere",
        "stored > text parts beside a call",
        "trl--llama3_training > parts",
      ]),
    },
    {
      reason: "the template prints a tool result that is no text as Python's repr of it",
      cases: ["stored > tool results"],
    },
    { reason: "only text can be trained", cases: ["stored > image"] },
  ],
});
