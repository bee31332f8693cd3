import { testModelFamily } from "@turnwise/testkit";
import { referencesFor } from "../../../test/references/references.ts";
import { qwen15Family } from "./qwen-1.5-family.ts";

testModelFamily(qwen15Family, {
  references: referencesFor(qwen15Family.templateHashes),
  skip: [{ reason: "a role that the family does not declare is an error", cases: ["unknown role"] }],
});
