import { testModelFamily } from "@turnwise/testkit";
import { referencesFor } from "../../../test/references/references.ts";
import { llama32VisionFamily } from "./llama-3.2-vision-family.ts";

testModelFamily(llama32VisionFamily, {
  references: referencesFor(llama32VisionFamily.templateHashes),
  skip: [
    {
      reason: "the template prints a system message's parts as Python's repr of a list",
      cases: ["text parts everywhere"],
    },
    { reason: "only text can be trained", cases: ["image"] },
  ],
});
