import { testModelFamily } from "@turnwise/testkit";
import { referencesFor } from "../../../test/references/references.ts";
import { storedReferences } from "../test/stored-references.ts";
import { llama3AxolotlFamily } from "./llama-3-axolotl-family.ts";

const references = [
  ...storedReferences(llama3AxolotlFamily.templateHashes),
  ...referencesFor(llama3AxolotlFamily.templateHashes),
];

testModelFamily(llama3AxolotlFamily, {
  references,
  skip: [
    {
      reason: "the template drops a tool result that is neither text nor text parts",
      cases: ["stored > tool results"],
    },
    { reason: "only text can be trained", cases: ["stored > image"] },
  ],
});
