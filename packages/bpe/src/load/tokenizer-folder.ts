import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { InputOutputError, type TokenizerFiles } from "@turnwise/core";
import { sha256 } from "./sha256.ts";
import { parsedOnce, parseFields } from "./tokenizer-files.ts";

/**
 * Reads the files of a model's folder that define its tokenizer.
 *
 * @throws {InputOutputError} `model-not-found`, `model-not-readable`
 */
export async function readTokenizerFolder(folder: string): Promise<TokenizerFiles> {
  const [tokenizerJson, tokenizerConfig, generationConfig] = await Promise.all(
    ["tokenizer.json", "tokenizer_config.json", "generation_config.json"].map((file) => read(join(folder, file))),
  );
  if (!tokenizerJson) {
    throw new InputOutputError("model-not-found", `${folder}: no tokenizer.json. Name a folder that has one.`);
  }
  return {
    name: folder,
    tokenizerJson,
    parseTokenizerJson: parsedOnce(tokenizerJson, join(folder, "tokenizer.json")),
    tokenizerConfig: tokenizerConfig ? parseFields(tokenizerConfig, join(folder, "tokenizer_config.json")) : {},
    generationConfig: generationConfig ? parseFields(generationConfig, join(folder, "generation_config.json")) : null,
    hash: await sha256(tokenizerJson, tokenizerConfig ?? new Uint8Array()),
  };
}

async function read(path: string): Promise<Uint8Array | null> {
  try {
    return await readFile(path);
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
