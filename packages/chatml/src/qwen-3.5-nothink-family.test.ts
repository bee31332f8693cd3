import { testModelFamily } from "@turnwise/testkit";
import { referencesFor } from "../../../test/references/references.ts";
import { qwen35NoThinkFamily } from "./qwen-3.5-nothink-family.ts";

testModelFamily(qwen35NoThinkFamily, {
  references: referencesFor(qwen35NoThinkFamily.templateHashes),
  skip: [{ reason: "the template prints a placeholder that only an image processor can fill", cases: ["image"] }],
  promptDiffers: "every prompt opens a think block, which history lacks",
});
