import { testModelFamily } from "@turnwise/testkit";
import { referencesFor } from "../../../test/references/references.ts";
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
