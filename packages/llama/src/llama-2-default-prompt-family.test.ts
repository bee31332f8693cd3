import { testModelFamily } from "@turnwise/testkit";
import { referencesFor } from "../../../test/references/references.ts";
import { storedReferences } from "../test/stored-references.ts";
import { llama2DefaultPromptFamily } from "./llama-2-default-prompt-family.ts";

const references = [
  ...storedReferences(llama2DefaultPromptFamily.templateHashes),
  ...referencesFor(llama2DefaultPromptFamily.templateHashes),
];

testModelFamily(llama2DefaultPromptFamily, {
  references,
  skip: [
    {
      reason: "the template drops or prints a role that the family does not know",
      cases: ["stored > no call in a list, tool", "stored > tool result without content"],
    },
  ],
});
