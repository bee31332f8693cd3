import type { Plugin } from "@turnwise/core";
import { chatmlFamily } from "./chatml-family.ts";
import { qwen15Family } from "./qwen-1.5-family.ts";
import { qwen2Family } from "./qwen-2-family.ts";
import { qwen25Family } from "./qwen-2.5-family.ts";
import { qwen3Instruct2507Family } from "./qwen-3-2507-family.ts";
import { qwen3Family } from "./qwen-3-family.ts";
import { qwen3OptionalContentFamily } from "./qwen-3-optional-content-family.ts";
import { qwen35Family } from "./qwen-3.5-family.ts";
import { qwen35NoThinkFamily } from "./qwen-3.5-nothink-family.ts";
import { qwen36Family } from "./qwen-3.6-family.ts";
import { qwqFamily } from "./qwq-family.ts";

export { chatmlFamily } from "./chatml-family.ts";
export { qwen15Family } from "./qwen-1.5-family.ts";
export { qwen2Family } from "./qwen-2-family.ts";
export { qwen25Family } from "./qwen-2.5-family.ts";
export { qwen3Instruct2507Family } from "./qwen-3-2507-family.ts";
export { qwen3Family } from "./qwen-3-family.ts";
export { qwen3OptionalContentFamily } from "./qwen-3-optional-content-family.ts";
export { qwen35Family } from "./qwen-3.5-family.ts";
export { qwen35NoThinkFamily } from "./qwen-3.5-nothink-family.ts";
export { qwen36Family } from "./qwen-3.6-family.ts";
export { qwqFamily } from "./qwq-family.ts";

const plugin: Plugin = {
  name: "@turnwise/chatml",
  version: "0.0.0",
  contract: 1,
  families: [
    chatmlFamily,
    qwen15Family,
    qwen2Family,
    qwen25Family,
    qwen3Family,
    qwen3OptionalContentFamily,
    qwen3Instruct2507Family,
    qwqFamily,
    qwen35Family,
    qwen35NoThinkFamily,
    qwen36Family,
  ],
};
export default plugin;
