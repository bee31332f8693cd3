import type { OnDownload } from "@turnwise/core";
import {
  askCommit,
  askFiles,
  bringFile,
  type HubCache,
  type HubFile,
  type HubRepository,
  type HubSettings,
} from "@turnwise/hub";
import { MODEL_FILES, TEMPLATE_FOLDER } from "./model-files.ts";

/** Brings the files that describe a model into the cache and gives the commit that the revision is at. */
export async function fetchSnapshot(
  repository: HubRepository,
  cache: HubCache,
  settings: HubSettings,
  onDownload?: OnDownload,
): Promise<string> {
  const commit = await askCommit(repository, settings);
  const files = await askFiles(repository, commit, settings);
  // Last what marks the snapshot as complete.
  const wanted = files.filter(({ path }) => isWanted(path)).toSorted((left, right) => rank(left) - rank(right));
  for (const file of wanted) await bringFile(repository, commit, file, cache, settings, onDownload);
  await cache.remember(repository.revision, commit);
  return commit;
}

function rank({ path }: HubFile): number {
  return path === "tokenizer.json" ? 1 : 0;
}

function isWanted(path: string): boolean {
  if (MODEL_FILES.includes(path)) return true;
  const [folder, file = "", ...rest] = path.split("/");
  return folder === TEMPLATE_FOLDER && file.endsWith(".jinja") && rest.length === 0;
}
