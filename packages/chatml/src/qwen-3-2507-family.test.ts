import { CONTENT_THAT_IS_NO_TEXT, UNKNOWN_ROLES, testChatmlFamily } from "../test/test-chatml-family.ts";
import { qwen3Instruct2507Family } from "./qwen-3-2507-family.ts";

testChatmlFamily(qwen3Instruct2507Family, { refuses: [UNKNOWN_ROLES, CONTENT_THAT_IS_NO_TEXT] });
