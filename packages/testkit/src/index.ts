export { bosPolicyChecks, testBosPolicy, type BosPolicyOptions } from "./bos-policy/test-bos-policy.ts";
export { failuresOf, registerChecks, type Check } from "./check.ts";
export { inputOf, type InputOfOptions } from "./data/input-of.ts";
export { datasetReaderChecks, testDatasetReader, type DatasetReaderOptions } from "./data/test-dataset-reader.ts";
export { rowAdapterChecks, testRowAdapter, type RowAdapterOptions } from "./data/test-row-adapter.ts";
export { shardWriterChecks, testShardWriter, type ShardWriterOptions } from "./data/test-shard-writer.ts";
export { createCharacterTokenizer } from "./fixtures/character-tokenizer.ts";
export { deepFreeze } from "./fixtures/deep-freeze.ts";
export { rowOf, sampleRow } from "./fixtures/sample-row.ts";
export { labelShiftChecks, testLabelShift } from "./label-shift/test-label-shift.ts";
export {
  maskingStrategyChecks,
  testMaskingStrategy,
  type MaskingStrategyOptions,
} from "./masking/test-masking-strategy.ts";
export { testTokenSelector, tokenSelectorChecks } from "./masking/test-token-selector.ts";
export { drawSegments } from "./model-family/draw-segments.ts";
export { withMaps, withObjects } from "./model-family/json-forms.ts";
export {
  REFERENCE_CLOCK,
  REFERENCE_OPTIONS,
  type RenderCase,
  type TemplateContext,
  type TemplateReference,
  type TurnCase,
} from "./model-family/template-reference.ts";
export { segmentsOf, trainedTexts } from "./model-family/trained-texts.ts";
export { modelFamilyChecks, testModelFamily, type ModelFamilyOptions } from "./model-family/test-model-family.ts";
export { type FamilySkip } from "./model-family/with-skips.ts";
export { modelLoaderChecks, testModelLoader, type ModelLoaderOptions } from "./model/test-model-loader.ts";
export { templateEngineChecks, testTemplateEngine } from "./model/test-template-engine.ts";
export {
  testTokenizer,
  tokenizerChecks,
  type EncodedReference,
  type TokenizerOptions,
} from "./tokenizer/test-tokenizer.ts";
export { testTokenizerEngine, tokenizerEngineChecks } from "./tokenizer/test-tokenizer-engine.ts";
