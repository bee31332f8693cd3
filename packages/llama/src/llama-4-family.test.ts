import { testModelFamily } from "@turnwise/testkit";
import { referencesFor } from "../../../test/references/references.ts";
import { storedReferences } from "../test/stored-references.ts";
import { llama4Family } from "./llama-4-family.ts";

const references = [...storedReferences(llama4Family.templateHashes), ...referencesFor(llama4Family.templateHashes)];

testModelFamily(llama4Family, {
  references,
  skip: [{ reason: "only text can be trained", cases: ["stored > image"] }],
});
