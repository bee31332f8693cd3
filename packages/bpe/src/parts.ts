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
