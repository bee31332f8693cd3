import { fieldsOf } from "@turnwise/bpe/parts";
import type { Tokenizer } from "@turnwise/core";
import { buildTokenizer } from "./build-tokenizer.ts";
import { hashFiles } from "./create-tokenizer.ts";
import type { LibraryTokenizer } from "./library.ts";
import { readParts } from "./read-parts.ts";

/** What is read of a `PreTrainedTokenizer` of `@huggingface/transformers`. */
export interface TransformersTokenizer {
  readonly _tokenizer: LibraryTokenizer;
  readonly _tokenizerJSON: unknown;
  readonly _tokenizerConfig: unknown;
}

/** What a tokenizer object does not say itself. */
export interface FromTransformersOptions {
  /** By default the configuration's `name_or_path`, or "transformers". */
  readonly name?: string;
  /** The parsed generation_config.json, for more tokens that stop generation. */
  readonly generationConfig?: unknown;
}

/**
 * A tokenizer on one of `@huggingface/transformers`, whose vocabulary and merges it shares.
 *
 * @throws {TurnwiseError} as `createTokenizer`
 * @example
 * import { AutoTokenizer } from "@huggingface/transformers";
 * import { tokenizerFromTransformers } from "@turnwise/transformers";
 *
 * const tokenizer = tokenizerFromTransformers(await AutoTokenizer.from_pretrained("Qwen/Qwen3-8B"));
 */
export function tokenizerFromTransformers(
  tokenizer: TransformersTokenizer,
  options: FromTransformersOptions = {},
): Tokenizer {
  const { _tokenizer: library, _tokenizerJSON: tokenizerJson, _tokenizerConfig: config } = tokenizer;
  const tokenizerConfig = fieldsOf(config ?? {}, "tokenizer_config.json");
  const nameOrPath = tokenizerConfig["name_or_path"];
  const name = options.name ?? (typeof nameOrPath === "string" ? nameOrPath : "transformers");
  return buildTokenizer(readParts(tokenizerJson, library, `${name}, tokenizer.json`), {
    name,
    hash: hashFiles(JSON.stringify(tokenizerJson), JSON.stringify(tokenizerConfig)),
    tokenizerConfig,
    generationConfig: options.generationConfig,
  });
}
