import { testModelFamily } from "@turnwise/testkit";
import { referencesFor } from "../../../test/references/references.ts";
import { qwen36Family } from "./qwen-3.6-family.ts";

testModelFamily(qwen36Family, {
  references: referencesFor(qwen36Family.templateHashes),
  skip: [{ reason: "the template prints a placeholder that only an image processor can fill", cases: ["image"] }],
  promptDiffers: "every prompt opens a think block, which history lacks",
});
