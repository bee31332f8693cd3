import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { InputOutputError } from "@turnwise/core";
import { parsedOnce, parseFields, type LoadedFiles } from "./tokenizer-files.ts";

/**
 * Reads the files of a model's folder that define its tokenizer.
 *
 * @throws {InputOutputError} `model-not-found`, `model-not-readable`
 */
export async function readTokenizerFolder(folder: string): Promise<LoadedFiles> {
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
    ...hashes(tokenizerJson, tokenizerConfig ?? new Uint8Array()),
  };
}

async function read(path: string): Promise<Uint8Array | null> {
  try {
    const { buffer, byteOffset, byteLength } = await readFile(path);
    return new Uint8Array(buffer, byteOffset, byteLength);
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

/** Both in one pass over the longer file. */
function hashes(json: Uint8Array, config: Uint8Array): Pick<LoadedFiles, "hash" | "tokenizerJsonHash"> {
  const running = createHash("sha256").update(json);
  const tokenizerJsonHash = running.copy().digest("hex");
  return { tokenizerJsonHash, hash: running.update(config).digest("hex") };
}
