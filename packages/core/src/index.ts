export type { AdaptedRow, AdapterSettings, ColumnMap, RecognisedShape, RowAdapter } from "./contracts/row-adapter.ts";
export type { BosDecision, BosPolicy } from "./contracts/bos-policy.ts";
export type { ChatTemplate, Model } from "./contracts/model.ts";
export type { Configured, ExpressionArguments } from "./contracts/configured.ts";
export type { Conversation } from "./contracts/conversation.ts";
export type { DataChoice, DataSource, FoundData } from "./contracts/data-source.ts";
export type { DownloadReport, FetchOptions, OnDownload } from "./contracts/download.ts";
export type {
  BlankRecord,
  BrokenRecord,
  ByteRange,
  DatasetInput,
  DatasetPart,
  DatasetReader,
  InputHead,
  RandomAccess,
  ReadOptions,
  SourceRecord,
  SourceRow,
} from "./contracts/dataset-reader.ts";
export type { Diagnostic } from "./contracts/diagnostic.ts";
export type { Json, JsonObject } from "./contracts/json.ts";
export type { AlignedColumns, LabelShift } from "./contracts/label-shift.ts";
export type { MaskInput, Need } from "./contracts/mask-input.ts";
export type { MaskingStrategy } from "./contracts/masking-strategy.ts";
export type { Message } from "./contracts/message.ts";
export type { ModelFamily } from "./contracts/model-family.ts";
export type { ModelLoader } from "./contracts/model-loader.ts";
export type { PackingStrategy } from "./contracts/packing-strategy.ts";
export type { Plugin } from "./contracts/plugin.ts";
export type {
  Conventions,
  Example,
  ExampleTrace,
  Prepared,
  Preprocessor,
  Trace,
  TrainingColumns,
  TurnVerdict,
} from "./contracts/preprocessor.ts";
export type { Rejection, RowPlace } from "./contracts/rejection.ts";
export type {
  Origin,
  Rendering,
  RenderingBuilder,
  RenderingEnding,
  RenderingTrace,
  Segment,
  SegmentColumns,
  Turn,
  TurnPart,
} from "./contracts/rendering.ts";
export type { ColumnContent, LoadableOutput, Trainer, TrainerColumn, TrainerOutput } from "./contracts/trainer.ts";
export type {
  ColumnDefinition,
  ColumnType,
  JoinedShard,
  OpenShard,
  PieceEncoder,
  ShardPiece,
  ShardPieces,
  ShardRow,
  ShardWriter,
} from "./contracts/shard-writer.ts";
export type { TemplateEngine } from "./contracts/template-engine.ts";
export type {
  AppendedBeginnings,
  RenderOptions,
  SpecialTokens,
  TemplateRenderer,
} from "./contracts/template-renderer.ts";
export type { ControlTokensInData, EncodeOptions, NamedToken, Tokenizer } from "./contracts/tokenizer.ts";
export type { LoadTokenizer, TokenizerEngine, TokenizerFiles } from "./contracts/tokenizer-engine.ts";
export type { Tokens } from "./contracts/tokens.ts";
export type { TokenSelector } from "./contracts/token-selector.ts";
export { AmbiguousFamilyError } from "./errors/ambiguous-family-error.ts";
export { ContractVersionError } from "./errors/contract-version-error.ts";
export { DuplicateNameError } from "./errors/duplicate-name-error.ts";
export { ExpressionError } from "./errors/expression-error.ts";
export { InputOutputError } from "./errors/input-output-error.ts";
export { outputFailed } from "./errors/output-failed.ts";
export { RowError } from "./errors/row-error.ts";
export { TemplateError } from "./errors/template-error.ts";
export { didYouMean } from "./errors/did-you-mean.ts";
export { TurnwiseError } from "./errors/turnwise-error.ts";
export { UnknownNameError } from "./errors/unknown-name-error.ts";
export { JsonNumber } from "./json/json-number.ts";
export { entriesOf, isJsonArray, isJsonObject, valueAt } from "./json/json-object.ts";
export { parseJson } from "./json/parse-json.ts";
export { pythonEquals } from "./json/python-equals.ts";
export { pythonJson } from "./json/python-json.ts";
export { pythonText } from "./json/python-text.ts";
export { pythonTruth } from "./json/python-truth.ts";
export { requireAlternation } from "./rendering/alternation.ts";
export { calledFunction, type CalledFunction } from "./rendering/called-function.ts";
export { openInputTurn, type DataPlace, type InputTurn } from "./rendering/input-turn.ts";
export { requireKnownRoles, unknownRole, type KnownRoles } from "./rendering/known-roles.ts";
export { pythonLeftStrip, pythonRightStrip, pythonStrip, type Slice } from "./rendering/python-strip.ts";
export { createRenderingBuilder } from "./rendering/rendering-builder.ts";
export { specialToken } from "./rendering/special-token.ts";
export { textParts, type TextPart } from "./rendering/text-parts.ts";
export { joinPieces, slicePieces, writePieces, type TextPiece } from "./rendering/text-pieces.ts";
export { textRendering } from "./rendering/text-rendering.ts";
export { TURN_PARTS } from "./rendering/turn-parts.ts";
export { contentNotText, unsupportedPart, type FieldPlace } from "./rendering/unreadable-content.ts";
export { profileTemplate } from "./profile/profile-template.ts";
export type { ProfileSettings } from "./profile/rendered-chats.ts";
export type { ChatProfile, RoleProfile, TemplateProfile } from "./profile/template-profile.ts";
export { verdictName } from "./profile/verdict-name.ts";
export { appendedEndings } from "./turns/appended-endings.ts";
export { createEndProbes, type RenderConversation } from "./turns/end-probes.ts";
export { deriveTurns } from "./turns/derive-turns.ts";
export type { DerivedTurn } from "./turns/derived-turn.ts";
export { findPrefill, isContinued, type Prefill } from "./turns/prefill.ts";
export { planExamples } from "./turns/plan-examples.ts";
export type { PlannedExample, PlannedTurn } from "./turns/planned-example.ts";
export { createPrefixes, endingsToTrace, type Prefixes } from "./turns/prefixes.ts";
export { renderingPrefill } from "./turns/render-prefill.ts";
export type { TurnRules } from "./turns/turn-rules.ts";
export { endingOf } from "./preprocessor/ending-of.ts";
export { studyTemplate, type StudiedTemplate } from "./preprocessor/study-template.ts";
export { TURN_POLICIES, type TurnPolicy } from "./turns/turn-policy.ts";
export { createTokenizerLoader, type TokenizerLoader } from "./tokenizer-loader.ts";
export { chooseRenderer, type ChosenRenderer } from "./choose-renderer.ts";
export { createTurnwise, type Turnwise, type TurnwiseOptions } from "./create-turnwise.ts";
export type { ContributionKind, Registered, Registry } from "./registry.ts";
export { createPreprocessor } from "./preprocessor/create-preprocessor.ts";
export type { PreprocessorParts } from "./preprocessor/preprocessor-parts.ts";
export { orRejection } from "./preprocessor/or-rejection.ts";
export { provePrompt, type PromptProof } from "./preprocessor/prove-prompt.ts";
export type { PreprocessorSettings } from "./preprocessor/preprocessor-settings.ts";
export { IGNORE_INDEX } from "./shifts/ignore-index.ts";
export { exactlyOneBos } from "./bos/exactly-one-bos.ts";
export { noBos } from "./bos/no-bos.ts";
export { stripBos } from "./bos/strip-bos.ts";
export { templateBos } from "./bos/template-bos.ts";
export { roles } from "./masks/roles.ts";
export { scale } from "./masks/scale.ts";
export { selected } from "./masks/selected.ts";
export { sum } from "./masks/sum.ts";
export { and } from "./selectors/and.ts";
export { field } from "./selectors/field.ts";
export { not } from "./selectors/not.ts";
export { or } from "./selectors/or.ts";
export { part } from "./selectors/part.ts";
export { role } from "./selectors/role.ts";
export { selectSegments } from "./selectors/select-segments.ts";
export { turn } from "./selectors/turn.ts";
export { nextTokenPaddedShift } from "./shifts/next-token-padded-shift.ts";
export { nextTokenShift } from "./shifts/next-token-shift.ts";
export { noShift } from "./shifts/no-shift.ts";
export { rolledMaskShift } from "./shifts/rolled-mask-shift.ts";
export { collectPacks, type Packs } from "./packing/collect-packs.ts";
export { bestFitPacking } from "./packing/best-fit-packing.ts";
export { balancedPacking } from "./packing/balanced-packing.ts";
export { sequentialPacking } from "./packing/sequential-packing.ts";
