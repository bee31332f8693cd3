export { createTokenizer, type TokenizerFiles } from "./tokenizer/create-tokenizer.ts";
export {
  tokenizerFromTransformers,
  type FromTransformersOptions,
  type TransformersTokenizer,
} from "./tokenizer/tokenizer-from-transformers.ts";
