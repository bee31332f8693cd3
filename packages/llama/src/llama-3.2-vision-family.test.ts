import { testModelFamily } from "@turnwise/testkit";
import { referencesFor } from "../../../test/references/references.ts";
import { storedReferences } from "../test/stored-references.ts";
import { llama32VisionFamily } from "./llama-3.2-vision-family.ts";

const references = [
  ...storedReferences(llama32VisionFamily.templateHashes),
  ...referencesFor(llama32VisionFamily.templateHashes),
];

testModelFamily(llama32VisionFamily, {
  references,
  skip: [
    {
      reason: "the template prints a system message's parts as Python's repr of a list",
      cases: ["stored > text parts everywhere"],
    },
    { reason: "only text can be trained", cases: ["stored > image"] },
  ],
});
