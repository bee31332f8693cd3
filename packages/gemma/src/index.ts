import type { Plugin } from "@turnwise/core";
import { gemma3 } from "./gemma-3-family.ts";
import { gemma4Edge } from "./gemma-4-edge-family.ts";
import { gemma4 } from "./gemma-4-family.ts";
import { gemma } from "./gemma-family.ts";
import { gemmaSystemTurn } from "./gemma-system-turn-family.ts";

export { gemma, gemma3, gemma4, gemma4Edge, gemmaSystemTurn };

const plugin: Plugin = {
  name: "@turnwise/gemma",
  version: "0.0.0",
  contract: 1,
  families: [gemma, gemma3, gemma4, gemma4Edge, gemmaSystemTurn],
};
export default plugin;
