import { createHash, randomUUID, type Hash } from "node:crypto";
import { createWriteStream, existsSync } from "node:fs";
import { copyFile, mkdir, readFile, rename, rm, symlink, writeFile } from "node:fs/promises";
import { dirname, join, relative } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { DownloadReport, OnDownload } from "@turnwise/core";
import { BrokenDownloadError } from "./broken-download-error.ts";
import { formatTree, parseTree } from "./cached-tree.ts";
import { blobName, type HubFile } from "./hub-file.ts";
import type { HubRepository } from "./hub-repository.ts";

const COMMIT = /^[0-9a-f]{40}$/;

/**
 * One model or data set in the cache folder that Python's `huggingface_hub` uses:
 *
 * ```
 * models--org--name/                   datasets--org--name/ of a data set
 *   refs/main                          the commit that main was at
 *   snapshots/<commit>/tokenizer.json  → ../../blobs/<hash>
 *   blobs/<hash>                       the bytes
 *   trees/<commit>.json                all files of the commit, whether they are here or not
 * ```
 */
export class HubCache {
  readonly #folder: string;
  readonly #name: string;

  constructor(cacheFolder: string, { type, name }: Pick<HubRepository, "type" | "name">) {
    this.#name = name;
    this.#folder = join(cacheFolder, `${type}s--${name.replaceAll("/", "--")}`);
  }

  /** The commit that a revision was at when it was last asked for; null if it never was. */
  async commitOf(revision: string): Promise<string | null> {
    if (COMMIT.test(revision)) return revision;
    const commit = await readFile(join(this.#folder, "refs", revision), "utf8").catch(() => "");
    return COMMIT.test(commit.trim()) ? commit.trim() : null;
  }

  /** The folder of a commit's files. */
  snapshot(commit: string): string {
    return join(this.#folder, "snapshots", commit);
  }

  /** Where a file of a commit lies, or would. */
  pathOf(commit: string, path: string): string {
    return join(this.snapshot(commit), path);
  }

  has(commit: string, path: string): boolean {
    return existsSync(this.pathOf(commit, path));
  }

  /** A note for later, which a folder that cannot be written goes without. */
  async remember(revision: string, commit: string): Promise<void> {
    if (revision === commit) return;
    await replaceFile(join(this.#folder, "refs", revision), commit).catch(() => {});
  }

  /** All files of a commit, null if they were never asked for. */
  async files(commit: string): Promise<readonly HubFile[] | null> {
    const text = await readFile(this.#tree(commit), "utf8").catch(() => null);
    return text === null ? null : parseTree(text);
  }

  /** As `remember`. */
  async rememberFiles(commit: string, files: readonly HubFile[]): Promise<void> {
    await replaceFile(this.#tree(commit), formatTree(files)).catch(() => {});
  }

  /**
   * Stores a file; `open`, and then `onDownload`, is called if its bytes are not there yet.
   *
   * @throws {BrokenDownloadError} if they are others than the hub says
   */
  async store(commit: string, file: HubFile, open: () => Promise<Blob>, onDownload?: OnDownload): Promise<void> {
    const blob = join(this.#folder, "blobs", blobName(file));
    if (!existsSync(blob))
      await download(blob, file, await open(), onDownload?.(`${this.#name}/${file.path}`, file.size));
    const pointer = this.pathOf(commit, file.path);
    await mkdir(dirname(pointer), { recursive: true });
    await rm(pointer, { force: true });
    try {
      await symlink(relative(dirname(pointer), blob), pointer);
    } catch (error) {
      if (existsSync(pointer)) return;
      // Windows without the right to make links; Python's library copies there, too.
      if (error instanceof Error && "code" in error && error.code === "EPERM") await copyFile(blob, pointer);
      else throw error;
    }
  }

  #tree(commit: string): string {
    return join(this.#folder, "trees", `${commit}.json`);
  }
}

async function replaceFile(path: string, text: string): Promise<void> {
  const incomplete = `${path}.${randomUUID()}.tmp`;
  await mkdir(dirname(path), { recursive: true });
  await writeFile(incomplete, text);
  await rename(incomplete, path);
}

/** Writes beside the place and renames, so that a blob is whole or absent, whoever else downloads it. */
async function download(path: string, file: HubFile, bytes: Blob, report?: DownloadReport): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const incomplete = `${path}.${randomUUID()}.incomplete`;
  try {
    await pipeline(checked(bytes, file, report), createWriteStream(incomplete));
    await rename(incomplete, path);
  } finally {
    report?.end();
    await rm(incomplete, { force: true });
  }
}

/** The bytes of a file, which end in an error unless they are what the hub lists. */
async function* checked(bytes: Blob, file: HubFile, report?: DownloadReport): AsyncGenerator<Uint8Array> {
  const hash = hashFor(file);
  let received = 0;
  const chunks: AsyncIterable<Uint8Array> = Readable.from(bytes.stream());
  try {
    for await (const chunk of chunks) {
      received += chunk.length;
      hash.update(chunk);
      report?.update(received);
      yield chunk;
    }
  } catch (cause) {
    throw new BrokenDownloadError(file, received, cause instanceof Error ? cause.message : String(cause), { cause });
  }
  if (received !== file.size) throw new BrokenDownloadError(file, received);
  if (hash.digest("hex") === blobName(file)) return;
  throw new BrokenDownloadError(file, received, "they are not those that the hub lists: their hash is another");
}

function hashFor({ sha256, size }: HubFile): Hash {
  return sha256 === null ? createHash("sha1").update(`blob ${size}\0`) : createHash("sha256");
}
