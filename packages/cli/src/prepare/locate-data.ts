import { statSync } from "node:fs";
import { TurnwiseError, type DataSource, type DatasetReader, type Registry } from "@turnwise/core";
import { findFiles } from "@turnwise/data";

/** Which part of a data set is meant, where a name alone does not say it. */
export interface PartChoices {
  readonly split?: string | undefined;
  readonly subset?: string | undefined;
}

/** A file on this machine, and what messages and the manifest call it: what every machine finds it by. */
export interface LocatedFile {
  readonly name: string;
  readonly path: string;
}

/**
 * The files that a name stands for, brought to this machine where they lie elsewhere.
 *
 * @param say called with what was understood, before anything is fetched
 */
export async function findData(
  registry: Registry,
  name: string,
  { split, subset }: PartChoices,
  say: (line: string) => void,
): Promise<readonly LocatedFile[]> {
  const source = sourceOf(registry, name);
  if (source === undefined) return (await findFiles(name, split)).map((path) => ({ name: path, path }));
  const readers = registry.all<DatasetReader>("reader").map(({ value }) => value);
  const extensions = [...new Set(readers.flatMap((reader) => reader.extensions))];
  const { files, statement } = await source.find(name, { split, subset, extensions });
  say(`${name}: ${statement}`);
  const located: LocatedFile[] = [];
  for (const file of files) located.push({ name: file, path: await source.fetch(file) });
  return located;
}

/** The files of a plan with their places on this machine; those that `isNeeded` says are fetched if they are not here. */
export async function bringHere<T extends LocatedFile>(
  registry: Registry,
  files: readonly T[],
  isNeeded: (index: number) => boolean,
): Promise<readonly T[]> {
  const here: T[] = [];
  for (const [index, file] of files.entries()) {
    const source = isNeeded(index) ? sourceOf(registry, file.name) : undefined;
    here.push(source === undefined ? file : { ...file, path: await source.fetch(file.name) });
  }
  return here;
}

/** Whether a file is one of this machine's, or of a file system that it shares: nothing else brings it. */
export function isOnDisk(registry: Registry, { name }: LocatedFile): boolean {
  return sourceOf(registry, name) === undefined;
}

/** @throws {TurnwiseError} `split-unclear` if a part is asked for that no input can have */
export function checkParts(registry: Registry, names: readonly string[], { split, subset }: PartChoices): void {
  const isElsewhere = (name: string): boolean => sourceOf(registry, name) !== undefined;
  if (subset !== undefined && !names.some(isElsewhere)) {
    throw new TurnwiseError("split-unclear", `--subset ${subset}: no input has subsets; data sets of the hub have.`);
  }
  if (split !== undefined && !names.some((name) => isElsewhere(name) || isFolder(name))) {
    throw new TurnwiseError(
      "split-unclear",
      `--split ${split}: no input has splits; data sets of the hub and folders that datasets saved have. Name the files of ${split} instead.`,
    );
  }
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
