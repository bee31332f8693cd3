import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { InputOutputError } from "@turnwise/core";
import { readHashed } from "./read-hashed.ts";
import { parsedOnce, parseFields, type LoadedFiles } from "./tokenizer-files.ts";

/**
 * Reads the files of a model's folder that define its tokenizer.
 *
 * @throws {InputOutputError} `model-not-found`, `model-not-readable`
 */
export async function readTokenizerFolder(folder: string): Promise<LoadedFiles> {
  const hash = createHash("sha256");
  const [tokenizerJson, tokenizerConfig, generationConfig] = await Promise.all([
    read(join(folder, "tokenizer.json"), (path) => readHashed(path, hash)),
    read(join(folder, "tokenizer_config.json")),
    read(join(folder, "generation_config.json")),
  ]);
  if (!tokenizerJson) {
    throw new InputOutputError("model-not-found", `${folder}: no tokenizer.json. Name a folder that has one.`);
  }
  return {
    name: folder,
    tokenizerJson,
    parseTokenizerJson: parsedOnce(tokenizerJson, join(folder, "tokenizer.json")),
    tokenizerConfig: tokenizerConfig ? parseFields(tokenizerConfig, join(folder, "tokenizer_config.json")) : {},
    generationConfig: generationConfig ? parseFields(generationConfig, join(folder, "generation_config.json")) : null,
    tokenizerJsonHash: hash.copy().digest("hex"),
    hash: hash.update(tokenizerConfig ?? new Uint8Array()).digest("hex"),
  };
}

/** Null for a file that is not there. */
async function read(
  path: string,
  readWhole: (path: string) => Promise<Uint8Array> = readFile,
): Promise<Uint8Array | null> {
  try {
    return await readWhole(path);
  } catch (error) {
    if (error instanceof Error && "code" in error && (error.code === "ENOENT" || error.code === "ENOTDIR")) return null;
    throw new InputOutputError(
      "model-not-readable",
      `${path} cannot be read (${String(error)}). Check its permissions.`,
      {
        cause: error,
      },
    );
  }
}
