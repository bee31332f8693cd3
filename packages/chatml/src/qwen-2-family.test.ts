import { UNKNOWN_ROLES, testChatmlFamily } from "../test/test-chatml-family.ts";
import { qwen2Family } from "./qwen-2-family.ts";

testChatmlFamily(qwen2Family, { refuses: [UNKNOWN_ROLES] });
