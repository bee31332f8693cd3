import { readdirSync } from "node:fs";
import { join } from "node:path";
import type { Split } from "../pipeline.ts";
import type { RunFolder } from "../splits/run-folder.ts";

/** Which pieces of a run are done: receipts say it, whatever became of the jobs that wrote them. */
export class DoneSplits {
  readonly #folder: RunFolder;
  readonly #missing: Map<string, Split>;
  readonly all: number;

  constructor(folder: RunFolder, splits: readonly Split[]) {
    this.#folder = folder;
    this.#missing = new Map(splits.map((split) => [split.key, split]));
    this.all = this.#missing.size;
    this.look();
  }

  /** In the order of the input. */
  get missing(): readonly Split[] {
    return [...this.#missing.values()].toSorted((left, right) => left.index - right.index);
  }

  get count(): number {
    return this.all - this.#missing.size;
  }

  /** Looks for receipts that are new. */
  look(): void {
    // The folder is listed: file systems of clusters remember for a while that a single file was not there.
    for (const name of readdirSync(join(this.#folder.path, "receipts"))) {
      const key = name.replace(/\.json$/, "");
      if (this.#missing.has(key) && this.#folder.receipt(key) !== null) this.#missing.delete(key);
    }
  }
}
