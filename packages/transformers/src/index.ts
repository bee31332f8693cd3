import type { Plugin } from "@turnwise/core";
import { directoryLoader } from "./model/directory-loader.ts";
import { hubLoader } from "./model/hub-loader.ts";
import { huggingfaceJinjaEngine } from "./huggingface-jinja/huggingface-jinja-engine.ts";
import { jinjaEngine } from "./template/jinja-engine.ts";
import { transformersTokenizerEngine } from "./tokenizer/transformers-tokenizer-engine.ts";

export { directoryLoader } from "./model/directory-loader.ts";
export { hubLoader } from "./model/hub-loader.ts";
export { modelFromTransformers } from "./model/model-from-transformers.ts";
export { huggingfaceJinjaEngine } from "./huggingface-jinja/huggingface-jinja-engine.ts";
export { jinjaEngine } from "./template/jinja-engine.ts";
export { transformersTokenizerEngine } from "./tokenizer/transformers-tokenizer-engine.ts";
export { tracedRendering } from "./template/traced-rendering.ts";
export { createTokenizer, type ParsedTokenizerFiles } from "./tokenizer/create-tokenizer.ts";
export {
  tokenizerFromTransformers,
  type FromTransformersOptions,
  type TransformersTokenizer,
} from "./tokenizer/tokenizer-from-transformers.ts";

/** Hugging Face models: from a folder or the hub, with their own chat templates. */
const plugin: Plugin = {
  name: "@turnwise/transformers",
  version: "0.0.0",
  contract: 1,
  // The last one is asked first: a folder org/name on disk is that folder.
  modelLoaders: [hubLoader, directoryLoader],
  tokenizerEngines: [transformersTokenizerEngine],
  templateEngines: [huggingfaceJinjaEngine, jinjaEngine],
};
export default plugin;
