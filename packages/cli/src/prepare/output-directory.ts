import { existsSync, readdirSync, renameSync, rmSync, statSync } from "node:fs";
import { rename, rm } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { InputOutputError, outputFailed, TurnwiseError } from "@turnwise/core";
import { isAbandoned, makeFolder, processName } from "@turnwise/run";

/** A directory that appears at once, complete, or not at all. */
export interface OutputDirectory {
  /** Where to write until it is published: a sibling of the directory itself. */
  readonly workPath: string;
  /** Moves the work into place. */
  publish(): Promise<void>;
  /** Removes the work; what stood in place before stays. */
  discard(): void;
}

/**
 * Prepares to write a directory.
 *
 * @throws {TurnwiseError} `output-exists` if something stands there and `overwrite` is not given, or it is no output of ours
 * @throws {InputOutputError} if the place cannot be written
 */
export async function openOutputDirectory(path: string, overwrite: boolean): Promise<OutputDirectory> {
  const place = resolve(path);
  await orOutputFailed(path, async () => clearAbandoned(place));
  checkPlace(path, place, overwrite);
  const workPath = join(dirname(place), `${partialPrefix(place)}${processName()}`);
  makeFolder(workPath, path);
  return {
    workPath,
    publish: () =>
      orOutputFailed(path, async () => {
        if (!existsSync(place)) return rename(workPath, place);
        const replaced = join(dirname(place), `${replacedPrefix(place)}${processName()}`);
        await rename(place, replaced);
        try {
          await rename(workPath, place);
        } catch (error) {
          await rename(replaced, place);
          throw error;
        }
        return rm(replaced, { recursive: true });
      }),
    discard: () => rmSync(workPath, { recursive: true, force: true }),
  };
}

function partialPrefix(place: string): string {
  return `.${basename(place)}.partial-`;
}

function replacedPrefix(place: string): string {
  return `.${basename(place)}.replaced-`;
}

/** Removes what processes that were killed left beside the place; one that was about to replace it had put away what stood there. */
function clearAbandoned(place: string): void {
  const folder = dirname(place);
  if (!existsSync(folder)) return;
  const leftBehind = (prefix: string): readonly string[] =>
    readdirSync(folder)
      .filter((name) => name.startsWith(prefix) && isAbandoned(name.slice(prefix.length)))
      .map((name) => join(folder, name));
  for (const path of leftBehind(replacedPrefix(place))) {
    if (existsSync(place)) rmSync(path, { recursive: true, force: true });
    else renameSync(path, place);
  }
  for (const path of leftBehind(partialPrefix(place))) rmSync(path, { recursive: true, force: true });
}

function checkPlace(path: string, place: string, overwrite: boolean): void {
  const names = entries(path, place);
  if (names.length === 0) return;
  if (!overwrite) {
    throw new TurnwiseError(
      "output-exists",
      `${path} exists already. Choose another --out, or replace it with --overwrite.`,
    );
  }
  if (!names.includes("manifest.json")) {
    throw new TurnwiseError(
      "output-exists",
      `${path} holds no manifest.json, so it is no output of Turnwise and is not overwritten. Choose another --out.`,
    );
  }
}

function entries(path: string, place: string): readonly string[] {
  if (!existsSync(place)) return [];
  try {
    return readdirSync(place);
  } catch (error) {
    const reason = statSync(place).isDirectory()
      ? `cannot be used as a directory: ${String(error)}`
      : "is a file. --out names a directory; choose another.";
    throw new InputOutputError("output-failed", `${path} ${reason}`, { cause: error });
  }
}

async function orOutputFailed<T>(path: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw outputFailed(path, error);
  }
}
