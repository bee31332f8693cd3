import { createHash, randomUUID } from "node:crypto";
import { mkdir, readdir, rename, rm, stat, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { CompiledTokenizer } from "../load/compile-tokenizer.ts";
import { readHashed } from "../load/read-hashed.ts";
import { decodeTableFile, encodeTableFile, HASHED_FROM, type TableOrigin } from "./table-file.ts";

const SUFFIX = ".tables";
/** All files together; above it those go that were not used for the longest time. */
const MOST_BYTES = 2 ** 30;
/** An unfinished file that is older was left by a process that ended. */
const UNFINISHED_MS = 3_600_000;

/** SHA-256 over bytes. */
export function digest(bytes: Uint8Array): Uint8Array {
  return createHash("sha256").update(bytes).digest();
}

/** Compiled tokenizers in a folder. No failure of the disk is an error: what cannot be read is made anew, what cannot be written is not kept. */
export class TableCache {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** @returns null if there is none, or not a whole one */
  async read(origin: TableOrigin): Promise<CompiledTokenizer | null> {
    const path = this.#path(origin);
    try {
      const hash = createHash("sha256");
      const file = await readHashed(path, hash, HASHED_FROM);
      const tables = decodeTableFile(file, origin, hash.digest());
      if (tables !== null) await used(path);
      return tables;
    } catch {
      return null;
    }
  }

  /** Writes a file that appears at once when it is complete, whoever else writes the same. */
  async write(tables: CompiledTokenizer, origin: TableOrigin): Promise<void> {
    const path = this.#path(origin);
    const unfinished = `${path}.${process.pid}.${randomUUID()}`;
    try {
      await mkdir(this.#folder, { recursive: true });
      await writeFile(unfinished, encodeTableFile(tables, origin, digest), { flag: "wx", mode: 0o600 });
      await rename(unfinished, path);
      await this.#tidy();
    } catch {
      await rm(unfinished, { force: true }).catch(() => {});
    }
  }

  #path({ source, build }: TableOrigin): string {
    return join(this.#folder, `${source.slice(0, 32)}-${build.slice(0, 16)}${SUFFIX}`);
  }

  async #tidy(): Promise<void> {
    const names = (await readdir(this.#folder)).filter((name) => name.includes(SUFFIX));
    const files = await Promise.all(
      names.map(async (name) => {
        const path = join(this.#folder, name);
        const { size, mtimeMs } = await stat(path);
        return { path, size, mtimeMs, isUnfinished: !name.endsWith(SUFFIX) };
      }),
    );
    let bytes = 0;
    for (const { path, size, mtimeMs, isUnfinished } of files.toSorted((a, b) => b.mtimeMs - a.mtimeMs)) {
      if (isUnfinished ? Date.now() - mtimeMs < UNFINISHED_MS : (bytes += size) <= MOST_BYTES) continue;
      await rm(path, { force: true });
    }
  }
}

async function used(path: string): Promise<void> {
  const now = new Date();
  await utimes(path, now, now).catch(() => {});
}
