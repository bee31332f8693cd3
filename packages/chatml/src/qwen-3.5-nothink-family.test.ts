import { IMAGES, testChatmlFamily } from "../test/test-chatml-family.ts";
import { qwen35NoThinkFamily } from "./qwen-3.5-nothink-family.ts";

testChatmlFamily(qwen35NoThinkFamily, {
  refuses: [IMAGES],
  without: {
    check: "the prompt begins the full text and ends where the answer's body begins",
    reason: "true of the last answer alone: history lacks the think block that every prompt opens",
  },
});
