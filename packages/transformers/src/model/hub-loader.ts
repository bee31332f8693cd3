import { InputOutputError, type LoadTokenizer, type Model, type ModelLoader } from "@turnwise/core";
import { folderFiles } from "./directory-loader.ts";
import { HubCache } from "./hub-cache.ts";
import { isHubId, parseHubId, type HubId } from "./hub-id.ts";
import { hubError } from "./hub-error.ts";
import { readHubSettings, type HubSettings } from "./hub-settings.ts";

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
  load: (source, loadTokenizer) => loadFromHub(source, readHubSettings(), loadTokenizer),
};

async function loadFromHub(source: string, settings: HubSettings, loadTokenizer: LoadTokenizer): Promise<Model> {
  const id = parseHubId(source);
  const cache = new HubCache(settings.cacheFolder, id.repository);
  const commit = await findCommit(source, id, cache, settings);
  const { readModel } = await import("./read-model.ts");
  const place = `${settings.endpoint}/${id.repository} at ${commit}`;
  return readModel({ ...folderFiles(source, cache.snapshot(commit)), place }, loadTokenizer);
}

/** The commit to read, with all its files in the cache. */
async function findCommit(source: string, id: HubId, cache: HubCache, settings: HubSettings): Promise<string> {
  const cached = await cache.commitOf(id.revision);
  const isCached = cached !== null && cache.has(cached, "tokenizer.json");
  if (isCached && (settings.offline || cached === id.revision)) return cached;
  if (settings.offline) {
    throw new InputOutputError(
      "hub-offline",
      `${source} is not in ${settings.cacheFolder}, and HF_HUB_OFFLINE forbids to ask the hub. Unset it once, or give --model a folder.`,
    );
  }
  try {
    const { fetchSnapshot } = await import("./fetch-snapshot.ts");
    return await fetchSnapshot(id, cache, settings);
  } catch (error) {
    if (isCached) return cached;
    throw hubError(error, source, settings);
  }
}
