import type { OnDownload } from "@turnwise/core";
import type { HubCache } from "./hub-cache.ts";
import type { HubFile } from "./hub-file.ts";
import type { HubRepository } from "./hub-repository.ts";
import type { HubSettings } from "./hub-settings.ts";
import { hubLibrary } from "./library.ts";

/** The commit that the revision is at. @throws what the hub answers; `hubError` puts it into words, as for every function here */
export async function askCommit({ type, name, revision }: HubRepository, settings: HubSettings): Promise<string> {
  const { datasetInfo, modelInfo } = await hubLibrary();
  const ask = { ...accessOf(settings), name, revision, additionalFields: ["sha" as const] };
  const { sha } = await (type === "model" ? modelInfo(ask) : datasetInfo(ask));
  if (/^[0-9a-f]{40}$/.test(sha)) return sha;
  throw new Error(`the hub's answer names no commit (${sha})`);
}

/** All files of a commit. */
export async function askFiles(
  { type, name }: HubRepository,
  commit: string,
  settings: HubSettings,
): Promise<readonly HubFile[]> {
  const { listFiles } = await hubLibrary();
  const files: HubFile[] = [];
  const from = { ...accessOf(settings), repo: { type, name }, revision: commit, recursive: true };
  for await (const { type: kind, path, size, oid = "", lfs } of listFiles(from)) {
    if (kind !== "file") continue;
    if (!/^[0-9a-f]{40}$/.test(oid) || (lfs !== undefined && !/^[0-9a-f]{64}$/.test(lfs.oid))) {
      throw new Error(`the hub's answer has no hash of ${path}`);
    }
    // It becomes a path in the cache.
    if (path.split(/[/\\]/).some((part) => part === ".." || part === "" || part.includes(":"))) {
      throw new Error(`the hub lists ${path}, which is no path of a file`);
    }
    files.push({ path, size: lfs?.size ?? size, gitHash: oid, sha256: lfs?.oid ?? null });
  }
  return files;
}

/**
 * Brings a file of a commit into the cache, unless it is there. (`downloadFileToCacheDir` of `@huggingface/hub` puts files under the
 * commit that last changed them, where Python does not look, and prints on stdout.)
 */
export async function bringFile(
  { type, name }: HubRepository,
  commit: string,
  file: HubFile,
  cache: HubCache,
  settings: HubSettings,
  onDownload?: OnDownload,
): Promise<void> {
  if (cache.has(commit, file.path)) return;
  const { downloadFile } = await hubLibrary();
  const open = async (): Promise<Blob> => {
    const from = { ...accessOf(settings), repo: { type, name }, revision: commit, path: file.path };
    const blob = await downloadFile(from);
    if (blob === null) throw new Error(`${file.path} is gone from the hub`);
    return blob;
  };
  await cache.store(commit, file, open, onDownload);
}

function accessOf(settings: HubSettings): { readonly hubUrl: string; readonly fetch: typeof fetch } {
  return { hubUrl: settings.endpoint, fetch: authorizedFetch(settings) };
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
