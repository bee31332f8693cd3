import {
  brokenModel,
  checkModel,
  createNormalizer,
  createPreTokenizer,
  type Fields,
  fieldsOf,
  readAddedTokens,
  readNormalizer,
  readPreTokenizer,
  readVocabulary,
  readSurroundings,
} from "@turnwise/bpe/parts";
import type { LibraryDecoder, LibraryTokenizer } from "./library.ts";
import { mergerWithout } from "./merger-without.ts";
import type { TokenizerParts } from "./tokenizer-parts.ts";
import { createWordCutter } from "./word-cuts.ts";
import { WordEncoder, type WordVocabulary } from "./word-encoder.ts";

/**
 * Reads a tokenizer.json for which `@huggingface/tokenizers` has been set up. Merging, regular expressions and decoding are
 * that library's; order, added tokens and offsets follow Rust `tokenizers`.
 *
 * @throws {TurnwiseError} `broken-model`, `tokenizer-not-supported`
 */
export function readParts(tokenizerJson: unknown, library: LibraryTokenizer, where: string): TokenizerParts {
  const tokenizer = fieldsOf(tokenizerJson, where);
  const { model, vocabulary } = checkModel(tokenizer, where);
  const merger = library.model;
  if (merger === null) throw brokenModel(where, "has no model");
  const addedTokens = readAddedTokens(tokenizer, readVocabulary(vocabulary, where), where);
  const addedIds = new Map(addedTokens.map((token) => [token.content, token.id]));
  const addedTexts = new Map(addedTokens.map((token) => [token.id, token.content]));
  const onlyAdded = new Set([...addedIds.keys()].filter((content) => !Object.hasOwn(vocabulary, content)));
  const ids = merger.tokens_to_ids;
  const idOfWordToken = (token: string): number | undefined => (onlyAdded.has(token) ? undefined : ids.get(token));
  const { steps, symbols } = readPreTokenizer(tokenizer["pre_tokenizer"], where);
  const wordVocabulary = readWordVocabulary(model, symbols === "bytes", idOfWordToken);
  const canCut =
    !wordVocabulary.byteLevel &&
    !wordVocabulary.ignoreMerges &&
    (wordVocabulary.byteIds !== null || !wordVocabulary.fuseUnknown);
  return {
    addedTokens,
    normalizer: createNormalizer(readNormalizer(tokenizer["normalizer"], where), where),
    preTokenizer: createPreTokenizer(steps, where),
    cutWord: canCut ? createWordCutter(ids.keys()) : null,
    words: new WordEncoder(merger, wordVocabulary),
    mergerWithout: (tokens) => mergerWithout(merger, tokens),
    addsByItself: readSurroundings(tokenizer["post_processor"], where),
    decoder: keepByteOrderMarks(library.decoder),
    idOf: (text) => addedIds.get(text) ?? ids.get(text),
    tokenOf: (id) => addedTexts.get(id) ?? merger.vocab[id],
  };
}

function readWordVocabulary(
  model: Fields,
  byteLevel: boolean,
  idOf: (token: string) => number | undefined,
): WordVocabulary {
  const unknown = model["unk_token"];
  const byteIds = Array.from({ length: 256 }, (_, byte) =>
    idOf(`<0x${byte.toString(16).toUpperCase().padStart(2, "0")}>`),
  );
  return {
    byteLevel,
    ignoreMerges: model["ignore_merges"] === true,
    fuseUnknown: model["fuse_unk"] === true,
    unknownId: typeof unknown === "string" ? idOf(unknown) : undefined,
    byteIds: model["byte_fallback"] === true && byteIds.every((id) => id !== undefined) ? byteIds : null,
    idOf,
  };
}

/** The library's fallback from bytes to text drops a U+FEFF. */
function keepByteOrderMarks(decoder: LibraryDecoder | null): LibraryDecoder | null {
  const nested: unknown = decoder === null ? undefined : Reflect.get(decoder, "decoders");
  if (Array.isArray(nested)) for (const each of nested) keepByteOrderMarks(each as LibraryDecoder);
  if (decoder !== null && Reflect.get(decoder, "text_decoder") instanceof TextDecoder) {
    Reflect.set(decoder, "text_decoder", new TextDecoder("utf-8", { ignoreBOM: true }));
  }
  return decoder;
}
