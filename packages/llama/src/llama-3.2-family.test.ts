import { testModelFamily } from "@turnwise/testkit";
import { referencesFor } from "../../../test/references/references.ts";
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
