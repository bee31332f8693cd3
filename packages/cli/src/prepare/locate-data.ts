import { statSync } from "node:fs";
import { TurnwiseError, type DataSource, type DatasetReader, type FetchOptions, type Registry } from "@turnwise/core";
import { findFiles } from "@turnwise/data";
import { parseSplits, type SplitSlice } from "./split-slices.ts";

/** Which part of a data set is meant, where a name alone does not say it. */
export interface PartChoices {
  /** As `datasets` writes it, with rows too: `train[:1000]+validation`. */
  readonly split?: string | undefined;
  readonly subset?: string | undefined;
}

/** A file on this machine, and what messages and the manifest call it: what every machine finds it by. */
export interface LocatedFile {
  readonly name: string;
  readonly path: string;
}

/** A file that is brought to this machine when it is needed. */
export interface FoundFile {
  readonly name: string;
  /** @returns its path */
  fetch(): Promise<string>;
}

/**
 * The files that a name stands for.
 *
 * @param say called with what was understood
 */
export async function findData(
  registry: Registry,
  name: string,
  { split, subset }: PartChoices,
  say: (line: string) => void,
  options?: FetchOptions,
): Promise<readonly FoundFile[]> {
  const source = sourceOf(registry, name);
  if (source === undefined) {
    return (await findFiles(name, split)).map((path) => ({ name: path, fetch: () => Promise.resolve(path) }));
  }
  const readers = registry.all<DatasetReader>("reader").map(({ value }) => value);
  const extensions = [...new Set(readers.flatMap((reader) => reader.extensions))];
  const { files, statement } = await source.find(name, { split, subset, extensions });
  say(`${name}: ${statement}`);
  return files.map((file) => ({ name: file, fetch: () => source.fetch(file, options) }));
}

/** The files of a plan with their places on this machine; those that `isNeeded` says are fetched if they are not here. */
export async function bringHere<T extends LocatedFile>(
  registry: Registry,
  files: readonly T[],
  isNeeded: (index: number) => boolean,
  options?: FetchOptions,
): Promise<readonly T[]> {
  const here: T[] = [];
  for (const [index, file] of files.entries()) {
    const source = isNeeded(index) ? sourceOf(registry, file.name) : undefined;
    here.push(source === undefined ? file : { ...file, path: await source.fetch(file.name, options) });
  }
  return here;
}

/** Whether a file is one of this machine's, or of a file system that it shares: nothing else brings it. */
export function isOnDisk(registry: Registry, { name }: LocatedFile): boolean {
  return sourceOf(registry, name) === undefined;
}

/** What of an input is meant. A file is the split `train`, as for `datasets`; what is said of other splits is not said of it. */
export function splitsOfInput(registry: Registry, name: string, splits: readonly SplitSlice[]): readonly SplitSlice[] {
  if (hasSplits(registry, name)) return splits;
  const own = splits.filter(isOfFiles);
  return own.length > 0 ? own : [{ split: undefined, rows: null }];
}

/** @throws {TurnwiseError} `split-unclear` if a part is asked for that no input can have */
export function checkParts(registry: Registry, names: readonly string[], { split, subset }: PartChoices): void {
  if (subset !== undefined && !names.some((name) => sourceOf(registry, name) !== undefined)) {
    throw new TurnwiseError("split-unclear", `--subset ${subset}: no input has subsets; data sets of the hub have.`);
  }
  const other = parseSplits(split).find((each) => !isOfFiles(each))?.split;
  if (other !== undefined && !names.some((name) => hasSplits(registry, name))) {
    throw new TurnwiseError(
      "split-unclear",
      `--split ${split}: no input has splits; data sets of the hub and folders that datasets saved have. A file is train; name the files of ${other} instead.`,
    );
  }
}

function isOfFiles({ split }: SplitSlice): boolean {
  return split === "train";
}

function hasSplits(registry: Registry, name: string): boolean {
  return sourceOf(registry, name) !== undefined || isFolder(name);
}

function sourceOf(registry: Registry, name: string): DataSource | undefined {
  return registry
    .all<DataSource>("data source")
    .map(({ value }) => value)
    .find((source) => source.accepts(name));
}

function isFolder(name: string): boolean {
  return statSync(name, { throwIfNoEntry: false })?.isDirectory() === true;
}
