import { testModelFamily } from "@turnwise/testkit";
import { referencesFor } from "../../../test/references/references.ts";
import { qwen3Instruct2507Family } from "./qwen-3-2507-family.ts";

testModelFamily(qwen3Instruct2507Family, {
  references: referencesFor(qwen3Instruct2507Family.templateHashes),
  skip: [
    { reason: "a role that the family does not declare is an error", cases: ["unknown role"] },
    {
      reason: "the template prints nothing for content that is no text, and nothing is dropped in silence",
      cases: ["parts", "content parts", "content of no known type", "part of no known type", "image"],
    },
  ],
});
