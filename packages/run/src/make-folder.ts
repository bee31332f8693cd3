import { outputFailed } from "@turnwise/core";
import { existsSync, mkdirSync, statSync } from "node:fs";
import { dirname } from "node:path";

/**
 * Makes a folder and those above it, where they are missing.
 *
 * @param named as messages call it
 * @throws {InputOutputError} `output-failed`
 */
export function makeFolder(path: string, named: string = path): void {
  try {
    makeEach(path);
  } catch (error) {
    throw outputFailed(named, error);
  }
}

/**
 * One behind the other: asked for all of them, Node says of a read-only file system that "there is no such directory", and below /proc
 * it tries for ever.
 */
function makeEach(path: string): void {
  if (isFolder(path)) return;
  const parent = dirname(path);
  if (parent !== path && !existsSync(parent)) makeEach(parent);
  try {
    mkdirSync(path);
  } catch (error) {
    if (!isFolder(path)) throw error; // else another process was faster
  }
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}
