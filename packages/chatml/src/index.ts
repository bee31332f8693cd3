import type { Plugin } from "@turnwise/core";
import { chatmlFamily } from "./chatml-family.ts";
import { qwen25Family } from "./qwen-2.5-family.ts";
import { qwen3Instruct2507Family } from "./qwen-3-2507-family.ts";
import { qwen3Family } from "./qwen-3-family.ts";
import { qwen3OptionalContentFamily } from "./qwen-3-optional-content-family.ts";

export { chatmlFamily } from "./chatml-family.ts";
export { qwen25Family } from "./qwen-2.5-family.ts";
export { qwen3Instruct2507Family } from "./qwen-3-2507-family.ts";
export { qwen3Family } from "./qwen-3-family.ts";
export { qwen3OptionalContentFamily } from "./qwen-3-optional-content-family.ts";

const plugin: Plugin = {
  name: "@turnwise/chatml",
  version: "0.0.0",
  contract: 1,
  families: [chatmlFamily, qwen25Family, qwen3Family, qwen3OptionalContentFamily, qwen3Instruct2507Family],
};
export default plugin;
