import { createHash } from "node:crypto";
import { fieldsOf, isFields, readSpecialTokens } from "@turnwise/bpe/parts";
import type { Model } from "@turnwise/core";
import {
  tokenizerFromTransformers,
  type FromTransformersOptions,
  type TransformersTokenizer,
} from "../tokenizer/tokenizer-from-transformers.ts";

/**
 * A model around a tokenizer of `@huggingface/transformers`; of several chat templates it has the one named `default`.
 *
 * @throws {TurnwiseError} as `createTokenizer`
 * @example
 * import { AutoTokenizer } from "@huggingface/transformers";
 * import { modelFromTransformers } from "@turnwise/transformers";
 *
 * const model = modelFromTransformers(await AutoTokenizer.from_pretrained("Qwen/Qwen3-8B"));
 */
export function modelFromTransformers(
  pretrained: TransformersTokenizer & { readonly chat_template?: unknown },
  options: FromTransformersOptions = {},
): Model {
  const tokenizer = tokenizerFromTransformers(pretrained, options);
  const { chat_template: templates, _tokenizerConfig: config } = pretrained;
  const text = isFields(templates) ? templates["default"] : templates;
  return {
    name: tokenizer.name,
    tokenizer,
    tokenizerEngine: "transformers",
    specialTokens: readSpecialTokens(fieldsOf(config ?? {}, "tokenizer_config.json")),
    chatTemplate:
      typeof text === "string" ? { text, hash: createHash("sha256").update(text, "utf8").digest("hex") } : null,
  };
}
