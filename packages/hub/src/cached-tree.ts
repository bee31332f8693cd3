import { entriesOf, isJsonObject, parseJson, valueAt, type Json } from "@turnwise/core";
import type { HubFile } from "./hub-file.ts";

/** Version of the file that `huggingface_hub` 2.4.0 writes (`_tree_cache.py`). */
const FORMAT = 1;

/**
 * The files of a commit as `huggingface_hub` keeps them:
 * `{"format_version": 1, "files": {"a.json": {"size": 5, "blob_id": "<SHA-1>", "lfs_sha256": "<SHA-256>", "lfs_size": 5}}}`.
 */
export function formatTree(files: readonly HubFile[]): string {
  const entries = files.map(({ path, size, gitHash, sha256 }) => [
    path,
    { size, blob_id: gitHash, ...(sha256 !== null && { lfs_sha256: sha256, lfs_size: size }) },
  ]);
  return JSON.stringify({ format_version: FORMAT, files: Object.fromEntries(entries) }, null, 1);
}

/** Null for a file that is broken, or of another version: the hub is asked again. */
export function parseTree(text: string): readonly HubFile[] | null {
  const tree = parsed(text);
  if (!isJsonObject(tree) || Number(valueAt(tree, "format_version")) !== FORMAT) return null;
  const files = valueAt(tree, "files");
  if (!isJsonObject(files)) return null;
  const known: HubFile[] = [];
  for (const [path, entry] of entriesOf(files)) {
    if (!isJsonObject(entry)) return null;
    const [gitHash, sha256 = null] = [valueAt(entry, "blob_id"), valueAt(entry, "lfs_sha256")];
    const size = Number(valueAt(entry, "lfs_size") ?? valueAt(entry, "size"));
    if (typeof gitHash !== "string" || (sha256 !== null && typeof sha256 !== "string")) return null;
    if (!Number.isSafeInteger(size)) return null;
    known.push({ path, size, gitHash, sha256 });
  }
  return known;
}

function parsed(text: string): Json {
  try {
    return parseJson(text);
  } catch {
    return null;
  }
}
