import { existsSync } from "node:fs";
import { readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { InputOutputError, type ModelLoader } from "@turnwise/core";
import { isHubId } from "./hub-id.ts";
import type { ModelFiles } from "./model-files.ts";

/**
 * Opens models from a local directory. It takes every name under which something lies on disk, and what cannot be a hub id.
 *
 * @example
 * import { createTurnwise } from "@turnwise/core";
 * import bpe from "@turnwise/bpe";
 * import { directoryLoader } from "@turnwise/transformers";
 *
 * const plugin = { name: "my-plugin", version: "1.0.0", contract: 1, modelLoaders: [directoryLoader] };
 * const model = await createTurnwise({ plugins: [bpe, plugin] }).model("./models/gemma-3-1b-it");
 */
export const directoryLoader: ModelLoader = {
  name: "directory",
  description: "a local folder with tokenizer.json",
  accepts: (source) => !isHubId(source) || existsSync(source),
  async load(source, loadTokenizer) {
    await checkIsFolder(source);
    const { readModel } = await import("./read-model.ts");
    return readModel(folderFiles(source, source), loadTokenizer);
  },
};

/** The files of a folder. */
export function folderFiles(name: string, folder: string): ModelFiles {
  return {
    name,
    place: folder,
    async read(path) {
      try {
        return await readFile(join(folder, path));
      } catch (error) {
        if (isMissing(error)) return null;
        throw unreadable(join(folder, path), error);
      }
    },
    async list(subfolder) {
      try {
        const entries = await readdir(join(folder, subfolder), { withFileTypes: true });
        return entries
          .filter((entry) => !entry.isDirectory())
          .map((entry) => (subfolder === "" ? entry.name : `${subfolder}/${entry.name}`))
          .toSorted();
      } catch (error) {
        if (isMissing(error)) return [];
        throw unreadable(join(folder, subfolder), error);
      }
    },
  };
}

async function checkIsFolder(source: string): Promise<void> {
  const found = await stat(source).catch((error: unknown) => {
    if (isMissing(error)) return null;
    throw unreadable(source, error);
  });
  if (found === null) {
    throw new InputOutputError(
      "model-not-found",
      `no model folder ${source}. Give --model a folder with tokenizer.json, or a hub id such as org/name.`,
    );
  }
  if (!found.isDirectory()) {
    throw new InputOutputError(
      "model-not-found",
      `${source} is a file. Give --model the folder that holds tokenizer.json.`,
    );
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && "code" in error && (error.code === "ENOENT" || error.code === "ENOTDIR");
}

function unreadable(path: string, cause: unknown): InputOutputError {
  const words = cause instanceof Error ? cause.message : String(cause);
  return new InputOutputError("model-not-readable", `${path} cannot be read (${words}). Check its permissions.`, {
    cause,
  });
}
