// What other readers of tokenizer.json share with this package; no promise to anybody else.
export {
  BYTE_ALPHABET,
  isInByteAlphabet,
  toByteAlphabet,
  unitsOfBytes,
  utf8Length,
} from "./definition/byte-alphabet.ts";
export { checkModel } from "./definition/check-model.ts";
export { namedTokens, readModelTokens } from "./definition/named-tokens.ts";
export { readAddedTokens } from "./definition/read-added-tokens.ts";
export { readSpecialTokens } from "./definition/read-special-tokens.ts";
export { readSurroundings, type Surroundings } from "./definition/read-surroundings.ts";
export { readVocabulary } from "./definition/read-vocabulary.ts";
export { brokenModel, fieldsOf, isFields, listOf, notSupported, textOf, type Fields } from "./definition/shape.ts";
export type { AddedToken } from "./definition/tokenizer-definition.ts";
export { checkBreak, loneSurrogate } from "./general/check-break.ts";
export { controlTokenInData, findControlTokensInData } from "./general/control-tokens-in-data.ts";
export { createMatching, type Matching } from "./general/matching.ts";
export { originOf, type Normalized } from "./general/normalized.ts";
export { createNormalizer, type Normalizer } from "./general/normalizer.ts";
export { clipRuns, originRuns, type OriginRun } from "./general/origin-runs.ts";
export { createPreTokenizer, type Beginning, type PreTokenizer } from "./general/pre-tokenizer.ts";
export { readStretch, type ReadingContext, type Stretch, type StretchParts } from "./general/read-stretch.ts";
export { readNormalizer } from "./definition/read-normalizer.ts";
export { readPreTokenizer } from "./definition/read-pre-tokenizer.ts";
