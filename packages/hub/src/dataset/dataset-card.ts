import { InputOutputError } from "@turnwise/core";
import { parse } from "yaml";

/** A subset as the head of a data set's README declares it (`configs`). */
export interface Subset {
  readonly name: string;
  readonly isDefault: boolean;
  /** Folder that its files are seen from; null for the root. */
  readonly folder: string | null;
  /** Globs by split; null where names of files tell the splits. */
  readonly splits: ReadonlyMap<string, readonly string[]> | null;
}

const HEAD = /^\s*---[ \t]*\r?\n([\s\S]*?)\r?\n---/;

/**
 * Reads the `configs` of a README's head: https://huggingface.co/docs/hub/datasets-manual-configuration.
 *
 * @param name as messages call the file
 * @throws {InputOutputError} `dataset-card-broken`
 */
export function readSubsets(readme: string, name: string): readonly Subset[] {
  const [, head = ""] = HEAD.exec(readme) ?? [];
  const configs = fieldOf(parsed(head, name), "configs");
  if (configs === undefined || configs === null) return [];
  if (!Array.isArray(configs)) throw broken(name, "configs should be a list");
  return configs.map((config: unknown) => {
    const subset = fieldOf(config, "config_name") ?? "default";
    const folder = fieldOf(config, "data_dir") ?? null;
    if (typeof subset !== "string" || (folder !== null && typeof folder !== "string")) {
      throw broken(name, "config_name and data_dir should be texts");
    }
    return {
      name: subset,
      isDefault: subset === "default" || fieldOf(config, "default") === true,
      folder: folder?.replaceAll(/^\.?\/|\/$/g, "") ?? null,
      splits: splitsOf(fieldOf(config, "data_files"), `${name}, configs, ${subset}`),
    };
  });
}

/** A glob, globs, or a list of `{split, path}`. */
function splitsOf(files: unknown, where: string): ReadonlyMap<string, readonly string[]> | null {
  if (files === undefined || files === null) return null;
  if (isGlobs(files)) return new Map([["train", globsOf(files)]]);
  if (!Array.isArray(files)) throw broken(where, "data_files should be a path, paths, or a list of split and path");
  const splits = new Map<string, readonly string[]>();
  for (const entry of files) {
    const [split, path] = [fieldOf(entry, "split"), fieldOf(entry, "path")];
    if (typeof split !== "string" || !isGlobs(path)) throw broken(where, "an entry of data_files wants split and path");
    if (splits.has(split)) throw broken(where, `data_files has the split ${split} twice`);
    splits.set(split, globsOf(path));
  }
  return splits;
}

function isGlobs(value: unknown): value is string | readonly string[] {
  return typeof value === "string" || (Array.isArray(value) && value.every((each) => typeof each === "string"));
}

function globsOf(value: string | readonly string[]): readonly string[] {
  return typeof value === "string" ? [value] : value;
}

function fieldOf(value: unknown, key: string): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
  return Object.entries(value).find(([name]) => name === key)?.[1];
}

function parsed(head: string, name: string): unknown {
  try {
    return parse(head);
  } catch (cause) {
    throw broken(name, `its head is not YAML (${cause instanceof Error ? cause.message : String(cause)})`, cause);
  }
}

function broken(where: string, what: string, cause?: unknown): InputOutputError {
  return new InputOutputError(
    "dataset-card-broken",
    `${where}: ${what}. Name the files yourself, as in 'hf://datasets/org/name/data/*.parquet'.`,
    { cause },
  );
}
