import { outputFailed } from "@turnwise/core";
import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";

/**
 * Writes what `datasets.load_from_disk` wants beside a part's Arrow files. `dataset_info.json` stays empty: features are read from the
 * files, and names of their types differ between versions of the library.
 *
 * ```
 * dataset/dataset_dict.json
 * dataset/train/state.json, dataset_info.json, data-00000-of-00002.arrow …
 * ```
 */
export function writeDatasetDict(folder: string, part: string, shards: readonly string[]): void {
  const files = shards.map((shard) => basename(shard));
  const state = {
    _data_files: files.map((filename) => ({ filename })),
    _fingerprint: createHash("sha256").update(files.join("\n")).digest("hex").slice(0, 16),
    _format_columns: null,
    _format_kwargs: {},
    _format_type: null,
    _output_all_columns: false,
    _split: part,
  };
  try {
    mkdirSync(join(folder, part), { recursive: true });
    writeFileSync(join(folder, part, "state.json"), JSON.stringify(state));
    writeFileSync(join(folder, part, "dataset_info.json"), "{}");
    const parts = readdirSync(folder).filter((name) => name !== "dataset_dict.json");
    writeFileSync(join(folder, "dataset_dict.json"), JSON.stringify({ splits: parts.toSorted() }));
  } catch (error) {
    throw outputFailed(folder, error);
  }
}
