import { testModelFamily } from "@turnwise/testkit";
import { referencesFor } from "../../../test/references/references.ts";
import { llama2DefaultPromptFamily } from "./llama-2-default-prompt-family.ts";

testModelFamily(llama2DefaultPromptFamily, {
  references: referencesFor(llama2DefaultPromptFamily.templateHashes),
  skip: [
    {
      reason: "the template drops or prints a role that the family does not know",
      cases: ["no call in a list, tool", "tool result without content"],
    },
  ],
});
