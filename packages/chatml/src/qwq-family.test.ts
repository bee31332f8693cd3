import { UNKNOWN_ROLES, testChatmlFamily } from "../test/test-chatml-family.ts";
import { qwqFamily } from "./qwq-family.ts";

testChatmlFamily(qwqFamily, {
  refuses: [UNKNOWN_ROLES],
  promptDiffers: "the prompt opens and closes a think block that history never has",
});
