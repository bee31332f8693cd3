import { isFields } from "@turnwise/bpe/parts";
import type { NamedToken } from "@turnwise/core";
import { decodeIds } from "./decode-ids.ts";
import type { TokenizerParts } from "./tokenizer-parts.ts";

/**
 * Every token that stops generation: `eos_token`, then each `eos_token_id` of generation_config.json, one id or a list. An id that the
 * tokenizer lacks is left out: it has no text, so none can hold it (models repeat the ids of their siblings).
 */
export function readStopTokens(
  endOfSequence: NamedToken | null,
  generationConfig: unknown,
  parts: TokenizerParts,
): readonly NamedToken[] {
  const stopTokens = new Map(endOfSequence === null ? [] : [[endOfSequence.id, endOfSequence]]);
  const ids = isFields(generationConfig) ? generationConfig["eos_token_id"] : undefined;
  for (const id of Array.isArray(ids) ? ids : [ids]) {
    if (typeof id !== "number" || stopTokens.has(id)) continue;
    const text = textOf(id, parts);
    if (text !== "") stopTokens.set(id, { id, text });
  }
  return [...stopTokens.values()];
}

function textOf(id: number, parts: TokenizerParts): string {
  const added = parts.addedTokens.find((token) => token.id === id);
  return added?.content ?? decodeIds(parts, Int32Array.of(id));
}
