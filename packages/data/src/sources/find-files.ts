import { stat } from "node:fs/promises";
import { isAbsolute } from "node:path";
import { InputOutputError } from "@turnwise/core";
import { unreadable } from "../inputs/input-failure.ts";
import { isStandardInput } from "../inputs/standard-input.ts";
import { savedDatasetFiles } from "./saved-dataset.ts";

/**
 * The files that a name stands for: a file, `-` for standard input, a glob (its files by name), a folder that `datasets` saved.
 *
 * @param split of a folder with several; by default `train`
 * @throws {InputOutputError} `input-unreadable` if there is none
 * @throws {TurnwiseError} `split-unclear`
 * @example
 * import { findFiles } from "@turnwise/data";
 *
 * await findFiles("chats/*.jsonl"); // ["chats/a.jsonl", "chats/b.jsonl"]
 */
export async function findFiles(name: string, split?: string): Promise<readonly string[]> {
  if (isStandardInput(name)) return [name];
  const found = await stat(name).catch((cause: unknown) => (isMissing(cause) ? undefined : fail(name, cause)));
  if (found?.isDirectory() === true) return savedDatasetFiles(name, split) ?? refuseFolder(name);
  if (found !== undefined) return [name];
  if (/[*?{}[\]]/.test(name)) return globbed(name);
  const onHub = hubNameOf(name);
  if (onHub !== undefined) throw new InputOutputError("input-unreadable", askForHub(name, onHub));
  return fail(name, Object.assign(new Error("missing"), { code: "ENOENT" }));
}

async function globbed(pattern: string): Promise<readonly string[]> {
  const { glob } = await import("tinyglobby");
  const files = await glob(pattern, { absolute: isAbsolute(pattern), expandDirectories: false, onlyFiles: true });
  if (files.length > 0) return files.toSorted();
  throw new InputOutputError(
    "input-unreadable",
    `no file fits ${pattern}. Check the pattern; ** reaches into folders, * does not.`,
  );
}

function refuseFolder(name: string): never {
  throw new InputOutputError(
    "input-unreadable",
    `${name} is a directory, and none that datasets saved (it has no state.json). Name the files in it, as in '${name.replace(/\/$/, "")}/*.jsonl'.`,
  );
}

/** `org/name`, as the hub calls data sets, or the address of one. */
const HUB_ID = /^(?:https?:\/\/[^/]+\/datasets\/)?([\w-][\w.-]*\/[\w-][\w.-]*)\/?$/;
const FILE_NAME = /\.(?:jsonl?|ndjson|parquet|arrow|feather|csv|tsv|txt|gz|zst)$/i;

function hubNameOf(name: string): string | undefined {
  return FILE_NAME.test(name) ? undefined : HUB_ID.exec(name)?.[1];
}

function askForHub(name: string, id: string): string {
  return `there is no file or folder ${name}. Is it a data set on the hub? Then write hf://datasets/${id}; else check the path.`;
}

function isMissing(cause: unknown): boolean {
  return cause instanceof Error && "code" in cause && (cause.code === "ENOENT" || cause.code === "ENOTDIR");
}

function fail(name: string, cause: unknown): never {
  throw unreadable(name, cause);
}
