import { testModelFamily } from "@turnwise/testkit";
import { referencesFor } from "../../../test/references/references.ts";
import { gemma } from "./gemma-family.ts";

testModelFamily(gemma, {
  references: referencesFor(gemma.templateHashes),
});
