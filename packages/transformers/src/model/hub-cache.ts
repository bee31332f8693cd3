import { randomUUID } from "node:crypto";
import { createWriteStream, existsSync } from "node:fs";
import { copyFile, mkdir, readFile, rename, rm, symlink, writeFile } from "node:fs/promises";
import { dirname, join, relative } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";

const COMMIT = /^[0-9a-f]{40}$/;

/**
 * One model in the cache folder that Python's `huggingface_hub` uses:
 *
 * ```
 * models--org--name/
 *   refs/main                          the commit that main was at
 *   snapshots/<commit>/tokenizer.json  → ../../blobs/<etag>
 *   blobs/<etag>                       the bytes
 * ```
 */
export class HubCache {
  readonly #folder: string;

  constructor(cacheFolder: string, repository: string) {
    this.#folder = join(cacheFolder, `models--${repository.replaceAll("/", "--")}`);
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

  has(commit: string, path: string): boolean {
    return existsSync(join(this.snapshot(commit), path));
  }

  async remember(revision: string, commit: string): Promise<void> {
    if (revision === commit) return;
    const path = join(this.#folder, "refs", revision);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, commit);
  }

  /** Stores a file; `open` is called if its bytes are not there yet. `size`: in bytes, checked. */
  async store(commit: string, path: string, etag: string, size: number, open: () => Promise<Blob>): Promise<void> {
    const blob = join(this.#folder, "blobs", etag);
    if (!existsSync(blob)) await download(blob, size, await open());
    const pointer = join(this.snapshot(commit), path);
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
}

/** Writes beside the place and renames, so that a blob is whole or absent, whoever else downloads it. */
async function download(path: string, size: number, bytes: Blob): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const incomplete = `${path}.${randomUUID()}.incomplete`;
  try {
    const file = createWriteStream(incomplete);
    await pipeline(Readable.from(bytes.stream()), file);
    if (file.bytesWritten !== size) throw new Error(`received ${file.bytesWritten} of ${size} bytes`);
    await rename(incomplete, path);
  } finally {
    await rm(incomplete, { force: true });
  }
}
