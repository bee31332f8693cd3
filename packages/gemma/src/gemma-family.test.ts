import { testModelFamily } from "@turnwise/testkit";
import { referencesFor } from "../../../test/references/references.ts";
import { storedReferences } from "../test/stored-references.ts";
import { gemma } from "./gemma-family.ts";

testModelFamily(gemma, {
  references: [...storedReferences(gemma.templateHashes), ...referencesFor(gemma.templateHashes)],
});
