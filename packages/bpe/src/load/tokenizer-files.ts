import type { TokenizerFiles } from "@turnwise/core";
import { brokenModel, fieldsOf, type Fields } from "../definition/shape.ts";
import { sha256 } from "./sha256.ts";

/** The files of a model, as a caller has them. */
export interface GivenFiles {
  /** tokenizer.json: its bytes, or what JSON.parse makes of them; tables are kept in the cache of bytes alone. */
  readonly tokenizerJson: Uint8Array | object;
  /** tokenizer_config.json, which names the special tokens; parsed. */
  readonly tokenizerConfig?: object | null;
  /** generation_config.json, which names the tokens that stop generation; parsed. */
  readonly generationConfig?: object | null;
  /** What errors and manifests call the tokenizer. @default "tokenizer" */
  readonly name?: string;
  /** SHA-256 (hex) of the files, for manifests. @default over the bytes of tokenizer.json and the configuration as JSON */
  readonly hash?: string;
}

/** Files, and what is known of them already. */
export interface LoadedFiles extends TokenizerFiles {
  /** Whether there are no bytes but those made of what was parsed. */
  readonly isParsed?: boolean;
}

const ENCODER = new TextEncoder();

/** @throws {TurnwiseError} `broken-model` */
export async function tokenizerFiles(given: GivenFiles): Promise<LoadedFiles> {
  const { tokenizerJson, name = "tokenizer", generationConfig = null } = given;
  const tokenizerConfig = fieldsOf(given.tokenizerConfig ?? {}, `${name}, tokenizer_config.json`);
  const isParsed = !(tokenizerJson instanceof Uint8Array);
  const bytes = isParsed ? ENCODER.encode(JSON.stringify(tokenizerJson)) : tokenizerJson;
  return {
    name,
    isParsed,
    tokenizerJson: bytes,
    parseTokenizerJson: isParsed ? () => tokenizerJson : parsedOnce(bytes, `${name}, tokenizer.json`),
    tokenizerConfig,
    generationConfig: generationConfig === null ? null : fieldsOf(generationConfig, `${name}, generation_config.json`),
    hash: given.hash ?? (await sha256(bytes, ENCODER.encode(JSON.stringify(tokenizerConfig)))),
  };
}

/** Parses when it is asked first, and keeps what it made. @throws {TurnwiseError} `broken-model` */
export function parsedOnce(bytes: Uint8Array, where: string): () => Fields {
  let parsed: Fields | undefined;
  return () => (parsed ??= parseFields(bytes, where));
}

/** @throws {TurnwiseError} `broken-model` for what is no JSON object in UTF-8 */
export function parseFields(bytes: Uint8Array, where: string): Fields {
  return fieldsOf(parseJson(textOf(bytes, where), where), where);
}

function textOf(bytes: Uint8Array, where: string): string {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw brokenModel(where, "is not UTF-8 text");
  }
}

function parseJson(text: string, where: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const pointer = text.startsWith("version https://git-lfs")
      ? 'is a Git LFS pointer, not the file itself ("git lfs pull" gets it)'
      : `is not JSON (${error instanceof Error ? error.message : String(error)})`;
    throw brokenModel(where, pointer);
  }
}
