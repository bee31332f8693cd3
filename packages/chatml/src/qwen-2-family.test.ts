import { testModelFamily } from "@turnwise/testkit";
import { referencesFor } from "../../../test/references/references.ts";
import { qwen2Family } from "./qwen-2-family.ts";

testModelFamily(qwen2Family, {
  references: referencesFor(qwen2Family.templateHashes),
  skip: [{ reason: "a role that the family does not declare is an error", cases: ["unknown role"] }],
});
