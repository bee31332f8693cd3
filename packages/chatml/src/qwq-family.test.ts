import { testModelFamily } from "@turnwise/testkit";
import { referencesFor } from "../../../test/references/references.ts";
import { qwqFamily } from "./qwq-family.ts";

testModelFamily(qwqFamily, {
  references: referencesFor(qwqFamily.templateHashes),
  skip: [{ reason: "a role that the family does not declare is an error", cases: ["unknown role"] }],
  promptDiffers: "the prompt opens and closes a think block that history never has",
});
