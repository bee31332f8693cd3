import { createHash } from "node:crypto";
import {
  type AddedToken,
  brokenModel,
  checkModel,
  fieldsOf,
  type Fields,
  isInByteAlphabet,
  readAddedTokens,
  readVocabulary,
} from "@turnwise/bpe/parts";
import { TurnwiseError, type Tokenizer } from "@turnwise/core";
import { buildTokenizer } from "./build-tokenizer.ts";
import { LibraryTokenizerClass, type LibraryTokenizer } from "./library.ts";
import { readParts } from "./read-parts.ts";

/** The parsed files of a model that define its tokenizer. */
export interface ParsedTokenizerFiles {
  readonly tokenizerJson: unknown;
  /** Null or absent for a model without tokenizer_config.json. */
  readonly tokenizerConfig?: unknown;
  readonly generationConfig?: unknown;
  /** As errors and manifests shall call it. */
  readonly name: string;
  /** SHA-256 (hex) over the bytes of tokenizer.json and tokenizer_config.json; by default over both as JSON. */
  readonly hash?: string;
}

/**
 * A tokenizer from the files of a Hugging Face model: ids as Rust `tokenizers` gives them, and where every token came from.
 *
 * @throws {TurnwiseError} `broken-model`; `tokenizer-not-supported` for what cannot be followed exactly
 * @example
 * import { createTokenizer } from "@turnwise/transformers";
 * import { textRendering } from "@turnwise/core";
 *
 * const tokenizer = createTokenizer({ name: "my-model", tokenizerJson, tokenizerConfig });
 * tokenizer.encode(textRendering("Hello")).ids;
 */
export function createTokenizer(files: ParsedTokenizerFiles): Tokenizer {
  const where = `${files.name}, tokenizer.json`;
  const tokenizerJson = fieldsOf(files.tokenizerJson, where);
  const { vocabulary } = checkModel(tokenizerJson, where);
  const tokenizerConfig = fieldsOf(files.tokenizerConfig ?? {}, `${files.name}, tokenizer_config.json`);
  return buildTokenizer(readParts(tokenizerJson, setUp(tokenizerJson, vocabulary, where), where), {
    name: files.name,
    hash: files.hash ?? hashFiles(JSON.stringify(tokenizerJson), JSON.stringify(tokenizerConfig)),
    tokenizerConfig,
    generationConfig: files.generationConfig,
  });
}

/** The hash of a tokenizer: over its files. */
export function hashFiles(tokenizerJson: string, tokenizerConfig: string): string {
  return createHash("sha256").update(tokenizerJson).update(tokenizerConfig).digest("hex");
}

/** Without the stages that this package does itself, and without added tokens, which the library would mix into the vocabulary. */
function setUp(tokenizerJson: Fields, vocabulary: Fields, where: string): LibraryTokenizer {
  const reduced = {
    model: tokenizerJson["model"],
    decoder: tokenizerJson["decoder"] ?? null,
    normalizer: null,
    pre_tokenizer: null,
    post_processor: null,
    added_tokens: [],
  };
  try {
    const tokenizer = new LibraryTokenizerClass(reduced, {});
    // As in Rust, a byte-level decoder leaves tokens as they are that are not bytes.
    const added = readAddedTokens(tokenizerJson, readVocabulary(vocabulary, where), where);
    if (tokenizer.decoder !== null) tokenizer.decoder.added_tokens = added.filter(isText);
    return tokenizer;
  } catch (error) {
    if (error instanceof TurnwiseError) throw error;
    throw brokenModel(where, `cannot be set up (${error instanceof Error ? error.message : String(error)})`);
  }
}

const isText = ({ content }: AddedToken): boolean => !isInByteAlphabet(content);
