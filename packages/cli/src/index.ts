export * from "@turnwise/core";
export { createTurnwise } from "./create-turnwise.ts";
export { defaultPlugins } from "./default-plugins.ts";
export { loadPlugin } from "./config/load-plugin.ts";
export { defineConfig, type TurnwiseConfig } from "./config/config.ts";
export { prepareDataset, type PrepareDatasetSettings, type PreparedDataset } from "./prepare/prepare-dataset.ts";
export type { Manifest } from "./prepare/manifest.ts";
export type { Counts } from "@turnwise/run";
