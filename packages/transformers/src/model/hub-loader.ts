import {
  HubCache,
  hubError,
  hubOffline,
  readHubSettings,
  type HubRepository,
  type HubRequest,
  type HubSettings,
} from "@turnwise/hub";
import type { FetchOptions, LoadTokenizer, Model, ModelLoader, OnDownload } from "@turnwise/core";
import { folderFiles } from "./directory-loader.ts";
import { fetchSnapshot } from "./fetch-snapshot.ts";
import { isHubId, parseHubId } from "./hub-id.ts";

/**
 * Opens models by hub id, `org/name` or `org/name@revision`. Files are kept in the cache folder of Python's
 * `huggingface_hub`, and its environment variables are honoured. What is there under a commit is taken without network; of a
 * branch the hub is asked for the newest commit, and where it does not answer, the one seen last is taken.
 *
 * @example
 * import { createTurnwise } from "@turnwise/core";
 * import bpe from "@turnwise/bpe";
 * import { hubLoader } from "@turnwise/transformers";
 *
 * const plugin = { name: "my-plugin", version: "1.0.0", contract: 1, modelLoaders: [hubLoader] };
 * const model = await createTurnwise({ plugins: [bpe, plugin] }).model("Qwen/Qwen3-8B");
 */
export const hubLoader: ModelLoader = {
  name: "hub",
  description: "a model of the Hugging Face hub, org/name or org/name@revision",
  accepts: isHubId,
  load: (source, loadTokenizer, options) => loadFromHub(source, readHubSettings(), loadTokenizer, options),
};

async function loadFromHub(
  source: string,
  settings: HubSettings,
  loadTokenizer: LoadTokenizer,
  { onDownload }: FetchOptions = {},
): Promise<Model> {
  const repository = parseHubId(source);
  const cache = new HubCache(settings.cacheFolder, repository);
  const commit = await findCommit(source, repository, cache, settings, onDownload);
  const { readModel } = await import("./read-model.ts");
  const place = `${settings.endpoint}/${repository.name} at ${commit}`;
  return readModel({ ...folderFiles(source, cache.snapshot(commit)), place }, loadTokenizer);
}

/** The commit to read, with all its files in the cache. */
async function findCommit(
  source: string,
  repository: HubRepository,
  cache: HubCache,
  settings: HubSettings,
  onDownload?: OnDownload,
): Promise<string> {
  const cached = await cache.commitOf(repository.revision);
  const isCached = cached !== null && cache.has(cached, "tokenizer.json");
  if (isCached && (settings.offline || cached === repository.revision)) return cached;
  const request: HubRequest = { source, repository, instead: "give --model a folder" };
  if (settings.offline) throw hubOffline(request, settings);
  try {
    return await fetchSnapshot(repository, cache, settings, onDownload);
  } catch (error) {
    if (isCached) return cached;
    throw hubError(error, request, settings);
  }
}
