import type { Plugin } from "@turnwise/core";
import { hubDataSource } from "./dataset/hub-data-source.ts";

export { hubDataSource } from "./dataset/hub-data-source.ts";
export { HubCache } from "./hub-cache.ts";
export { hubError, hubOffline, type HubRequest } from "./hub-error.ts";
export type { HubFile } from "./hub-file.ts";
export type { HubRepository } from "./hub-repository.ts";
export { askCommit, askFiles, bringFile } from "./hub-requests.ts";
export { readHubSettings, type HubSettings } from "./hub-settings.ts";

/** Data sets of the Hugging Face hub. Its models are opened by `@turnwise/transformers`, out of the same cache. */
const plugin: Plugin = {
  name: "@turnwise/hub",
  version: "0.0.0",
  contract: 1,
  dataSources: [hubDataSource],
};
export default plugin;
