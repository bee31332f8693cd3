import { downloadFile, listFiles, modelInfo, type ListFileEntry } from "@huggingface/hub";
import type { HubCache } from "./hub-cache.ts";
import type { HubId } from "./hub-id.ts";
import type { HubSettings } from "./hub-settings.ts";
import { MODEL_FILES, TEMPLATE_FOLDER } from "./model-files.ts";

/**
 * Brings the files that describe a model into the cache and gives the commit that the revision is at.
 * (`downloadFileToCacheDir` of `@huggingface/hub` puts files under the commit that last changed them, where Python does not
 * look, and prints on stdout.)
 */
export async function fetchSnapshot(id: HubId, cache: HubCache, settings: HubSettings): Promise<string> {
  const access = { hubUrl: settings.endpoint, fetch: authorizedFetch(settings) };
  const { sha: commit } = await modelInfo({
    ...access,
    name: id.repository,
    revision: id.revision,
    additionalFields: ["sha"],
  });
  if (!/^[0-9a-f]{40}$/.test(commit)) throw new Error(`the hub's answer names no commit (${commit})`);
  const from = { ...access, repo: { type: "model", name: id.repository }, revision: commit } as const;
  const wanted: ListFileEntry[] = [];
  for await (const entry of listFiles({ ...from, recursive: true })) {
    if (entry.type === "file" && isWanted(entry.path)) wanted.push(entry);
  }
  // Last what marks the snapshot as complete.
  for (const { path, size, oid, lfs } of wanted.toSorted((left, right) => rank(left) - rank(right))) {
    if (cache.has(commit, path)) continue;
    const etag = lfs?.oid ?? oid ?? "";
    if (!/^[0-9a-f]{40,64}$/.test(etag)) throw new Error(`the hub's answer has no hash of ${path}`);
    await cache.store(commit, path, etag, lfs?.size ?? size, async () => {
      const blob = await downloadFile({ ...from, path });
      if (blob === null) throw new Error(`${path} is gone from the hub`);
      return blob;
    });
  }
  await cache.remember(id.revision, commit);
  return commit;
}

function rank({ path }: ListFileEntry): number {
  return path === "tokenizer.json" ? 1 : 0;
}

function isWanted(path: string): boolean {
  if (MODEL_FILES.includes(path)) return true;
  const [folder, file = "", ...rest] = path.split("/");
  return folder === TEMPLATE_FOLDER && file.endsWith(".jinja") && rest.length === 0;
}

/** With the user's token, whatever it looks like, for the hub itself and no other host. */
function authorizedFetch({ endpoint, token }: HubSettings): typeof fetch {
  const { origin } = new URL(endpoint);
  return (input, init) => {
    const address = input instanceof Request ? input.url : String(input);
    const headers = new Headers(init?.headers);
    if (token !== null && new URL(address).origin === origin) headers.set("Authorization", `Bearer ${token}`);
    return fetch(input, { ...init, headers });
  };
}
