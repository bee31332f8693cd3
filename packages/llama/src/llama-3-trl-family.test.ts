import { testModelFamily } from "@turnwise/testkit";
import { referencesFor } from "../../../test/references/references.ts";
import { llama3TrlFamily } from "./llama-3-trl-family.ts";

testModelFamily(llama3TrlFamily, {
  references: referencesFor(llama3TrlFamily.templateHashes),
  skip: [
    {
      reason: "the template prints a list of parts as Python's repr of it; core joins text parts before",
      cases: ["text parts", "text parts everywhere", "text parts beside a call", "parts"],
    },
    {
      reason: "the template prints a tool result that is no text as Python's repr of it",
      cases: ["tool results"],
    },
    { reason: "only text can be trained", cases: ["image"] },
  ],
});
