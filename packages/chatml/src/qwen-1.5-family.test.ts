import { UNKNOWN_ROLES, testChatmlFamily } from "../test/test-chatml-family.ts";
import { qwen15Family } from "./qwen-1.5-family.ts";

testChatmlFamily(qwen15Family, { refuses: [UNKNOWN_ROLES] });
