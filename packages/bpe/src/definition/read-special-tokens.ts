import type { SpecialTokens } from "@turnwise/core";
import { isFields, type Fields } from "./shape.ts";

/** The names that every tokenizer of `transformers` knows. */
const NAMES = ["bos_token", "eos_token", "unk_token", "sep_token", "pad_token", "cls_token", "mask_token"];

/**
 * The special tokens that templates can read, as `special_tokens_map` of `transformers` gives them: null is absent, and of
 * an added token its content. Models name more of their own in `extra_special_tokens`: Gemma 3's `boi_token`.
 */
export function readSpecialTokens(tokenizerConfig: Fields): SpecialTokens {
  const extra = tokenizerConfig["extra_special_tokens"];
  const result: Record<string, string> = {};
  for (const [name, value] of [...Object.entries(isFields(extra) ? extra : {}), ...Object.entries(tokenizerConfig)]) {
    if (!NAMES.includes(name) && !(isFields(extra) && Object.hasOwn(extra, name))) continue;
    const content = contentOf(value);
    if (content !== null) result[name] = content;
  }
  return result;
}

/** A token's text: a string, or an `AddedToken` as JSON has it. */
function contentOf(value: unknown): string | null {
  if (typeof value === "string") return value;
  return isFields(value) && typeof value["content"] === "string" ? value["content"] : null;
}
