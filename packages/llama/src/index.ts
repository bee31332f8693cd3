import type { Plugin } from "@turnwise/core";
import { llama2DefaultPromptFamily } from "./llama-2-default-prompt-family.ts";
import { llama2Family } from "./llama-2-family.ts";
import { llama3AlwaysPromptFamily } from "./llama-3-always-prompt-family.ts";
import { llama3AxolotlFamily } from "./llama-3-axolotl-family.ts";
import { llama3Family } from "./llama-3-family.ts";
import { llama3TrlFamily } from "./llama-3-trl-family.ts";
import { llama31Family } from "./llama-3.1-family.ts";
import { llama32Family } from "./llama-3.2-family.ts";
import { llama32VisionFamily } from "./llama-3.2-vision-family.ts";
import { llama4Family } from "./llama-4-family.ts";

export {
  llama2DefaultPromptFamily,
  llama2Family,
  llama31Family,
  llama32Family,
  llama32VisionFamily,
  llama3AlwaysPromptFamily,
  llama3AxolotlFamily,
  llama3Family,
  llama3TrlFamily,
  llama4Family,
};

const plugin: Plugin = {
  name: "@turnwise/llama",
  version: "0.0.0",
  contract: 1,
  families: [
    llama2Family,
    llama2DefaultPromptFamily,
    llama3Family,
    llama3AlwaysPromptFamily,
    llama3AxolotlFamily,
    llama3TrlFamily,
    llama31Family,
    llama32Family,
    llama32VisionFamily,
    llama4Family,
  ],
};

export default plugin;
