import { brokenModel, fieldsOf, flagOf, notSupported, onlyKnown, type Fields } from "./shape.ts";
import { BYTE_ALPHABET } from "./byte-alphabet.ts";
import { checkModel } from "./check-model.ts";
import { readAddedTokens } from "./read-added-tokens.ts";
import { readDecoder } from "./read-decoder.ts";
import { readMerges } from "./read-merges.ts";
import { readNormalizer } from "./read-normalizer.ts";
import { readPreTokenizer } from "./read-pre-tokenizer.ts";
import { readSurroundings } from "./read-surroundings.ts";
import { readVocabulary } from "./read-vocabulary.ts";
import type { BytePairModel, TokenizerDefinition } from "./tokenizer-definition.ts";
import { VocabularyIndex } from "../vocabulary/vocabulary-index.ts";

/** `truncation` and `padding` belong to a call of the tokenizer, and nothing here reads them. */
const FIELDS = [
  "version",
  "truncation",
  "padding",
  "added_tokens",
  "normalizer",
  "pre_tokenizer",
  "post_processor",
  "decoder",
  "model",
];

/** The two parts of a byte-pair model that are large. */
export type ModelTokens = Pick<BytePairModel, "vocabulary" | "merges">;

/**
 * Reads a parsed tokenizer.json.
 *
 * @param where names the file in errors
 * @param read vocabulary and merges, where they were read already: then they are not looked for in `tokenizerJson`
 * @throws {TurnwiseError} `broken-model` for what is no tokenizer.json; `tokenizer-not-supported` for what cannot be followed exactly,
 * by its name
 */
export function readDefinition(
  tokenizerJson: unknown,
  where: string,
  read: ModelTokens | null = null,
): TokenizerDefinition {
  const tokenizer = fieldsOf(tokenizerJson, where);
  onlyKnown(tokenizer, FIELDS, where);
  const checked = checkModel(tokenizer, where);
  const vocabulary = read?.vocabulary ?? VocabularyIndex.of(readVocabulary(checked.vocabulary, where));
  const { steps, symbols } = readPreTokenizer(tokenizer["pre_tokenizer"], where);
  return {
    model: readModel(checked.model, { ...read, vocabulary }, symbols, where),
    addedTokens: readAddedTokens(tokenizer, vocabulary, where),
    normalizer: readNormalizer(tokenizer["normalizer"], where),
    preTokenizer: steps,
    decoder: readDecoder(tokenizer["decoder"], where),
    surroundings: readSurroundings(tokenizer["post_processor"], where),
  };
}

function readModel(
  model: Fields,
  { vocabulary, merges: read }: Partial<ModelTokens> & Pick<ModelTokens, "vocabulary">,
  symbols: BytePairModel["symbols"],
  where: string,
): BytePairModel {
  const merges = model["merges"];
  if (!Array.isArray(merges)) throw brokenModel(`${where}, model.merges`, "is not a list");
  refuseUnknown(model, vocabulary, symbols, where);
  return {
    symbols,
    vocabulary,
    merges: read ?? readMerges(merges, vocabulary, where),
    ignoreMerges: flagOf(model["ignore_merges"], `${where}, model.ignore_merges`, false),
  };
}

/** Every byte that UTF-8 has must be a token, so that nothing is left to `unk_token`, or dropped. */
function refuseUnknown(
  model: Fields,
  vocabulary: VocabularyIndex,
  symbols: BytePairModel["symbols"],
  where: string,
): void {
  if (symbols === "characters" && !flagOf(model["byte_fallback"], `${where}, model.byte_fallback`, false)) {
    throw notSupported(
      where,
      "a model of characters without byte_fallback, which leaves the unknown to unk_token or drops it,",
    );
  }
  for (let byte = 0; byte < 256; byte++) {
    if (byte === 0xc0 || byte === 0xc1 || byte > 0xf4) continue;
    const token = symbols === "bytes" ? BYTE_ALPHABET[byte] : byteToken(byte);
    if (token === undefined || vocabulary.find(token) < 0) {
      throw notSupported(where, `a vocabulary without a token for the byte 0x${byte.toString(16)}`);
    }
  }
}

/** What models with `byte_fallback` call a byte: `<0x0A>`. */
export function byteToken(byte: number): string {
  return `<0x${byte.toString(16).toUpperCase().padStart(2, "0")}>`;
}
