import { InputOutputError } from "@turnwise/core";
import type { HubRepository } from "../hub-repository.ts";

/** What `hf://datasets/org/name@revision/path` says. */
export interface DatasetName {
  readonly repository: HubRepository;
  /** A file, a folder or a glob in it; null: it is chosen by splits. */
  readonly path: string | null;
}

const SCHEME = "hf://";
const DATASET =
  /^hf:\/\/datasets\/([\w-][\w.-]*\/[\w-][\w.-]*)(?:@(refs\/(?:convert\/\w+|pr\/\d+)|[^/]+))?(?:\/(.+))?\/?$/;
/** The branch with the hub's own conversion, as fsspec and DuckDB write it. */
const CONVERTED = { written: "~parquet", branch: "refs/convert/parquet" } as const;

export function isHubName(text: string): boolean {
  return text.startsWith(SCHEME);
}

/** @throws {InputOutputError} `dataset-not-found` for another spelling */
export function parseDatasetName(text: string): DatasetName {
  const [, name, given = "main", path = null] = DATASET.exec(text) ?? [];
  if (name === undefined) {
    throw new InputOutputError(
      "dataset-not-found",
      `${text} names no data set. Write hf://datasets/org/name, with a branch, tag or commit hf://datasets/org/name@revision, with files 'hf://datasets/org/name/data/*.parquet'.`,
    );
  }
  const revision = given === CONVERTED.written ? CONVERTED.branch : given.replaceAll(/%2f/gi, "/");
  return { repository: { type: "dataset", name, revision }, path };
}

/** `hf://datasets/org/name@<commit>/data/train.jsonl`: means the same for good. */
export function pinnedName({ name }: HubRepository, commit: string, path: string): string {
  return `${SCHEME}datasets/${name}@${commit}/${path}`;
}
