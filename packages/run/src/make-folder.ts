import { outputFailed } from "@turnwise/core";
import { existsSync, mkdirSync } from "node:fs";
import { dirname } from "node:path";

/**
 * Makes a folder and those above it, where they are missing.
 *
 * @param named as messages call it
 * @throws {InputOutputError} `output-failed`
 */
export function makeFolder(path: string, named: string = path): void {
  try {
    mkdirSync(path, { recursive: true });
  } catch (error) {
    throw outputFailed(named, reasonOf(path, error));
  }
}

/** Of a read-only file system Node says that "there is no such directory"; asked for the first missing folder alone it tells the reason. */
function reasonOf(path: string, error: unknown): unknown {
  if (!(error instanceof Error && "code" in error && error.code === "ENOENT")) return error;
  const parent = dirname(path);
  if (parent !== path && !existsSync(parent)) return reasonOf(parent, error);
  try {
    mkdirSync(path);
  } catch (reason) {
    return reason;
  }
  return error;
}
