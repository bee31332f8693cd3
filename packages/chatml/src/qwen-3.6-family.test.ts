import { IMAGES, testChatmlFamily } from "../test/test-chatml-family.ts";
import { qwen36Family } from "./qwen-3.6-family.ts";

testChatmlFamily(qwen36Family, {
  refuses: [IMAGES],
  without: {
    check: "the prompt begins the full text and ends where the answer's body begins",
    reason: "true of the last answer alone: history lacks the think block that every prompt opens",
  },
});
