import { CONTENT_THAT_IS_NO_TEXT, UNKNOWN_ROLES, testChatmlFamily } from "../test/test-chatml-family.ts";
import { qwen3OptionalContentFamily } from "./qwen-3-optional-content-family.ts";

testChatmlFamily(qwen3OptionalContentFamily, { refuses: [UNKNOWN_ROLES, CONTENT_THAT_IS_NO_TEXT] });
