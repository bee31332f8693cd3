import type { Plugin } from "@turnwise/core";
import { bpeTokenizerEngine } from "./bpe-tokenizer-engine.ts";

export { bpeTokenizerEngine } from "./bpe-tokenizer-engine.ts";
export type { EncodeTextOptions } from "./encode/encoder.ts";
export type { TokenBatch, TokenColumns } from "./encode/token-batch.ts";
export type { Kernel } from "./kernel/kernel.ts";
export type { BpeTokenizer } from "./load/bpe-tokenizer.ts";
export type { CreateKernel } from "./load/create-kernel.ts";
export { loadTokenizer, type LoadOptions } from "./load/load-tokenizer.ts";
export type { GivenFiles } from "./load/tokenizer-files.ts";

/** The tokenizers of Hugging Face models that are byte-pair encodings. */
const plugin: Plugin = {
  name: "@turnwise/bpe",
  version: "0.0.0",
  contract: 1,
  tokenizerEngines: [bpeTokenizerEngine],
};
export default plugin;
