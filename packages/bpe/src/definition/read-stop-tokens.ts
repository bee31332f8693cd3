import type { NamedToken } from "@turnwise/core";
import { isFields } from "./shape.ts";

/**
 * Every token that stops generation: `eos_token`, then each `eos_token_id` of generation_config.json, one id or a list. An id that the
 * tokenizer lacks is left out: it has no text, so none can hold it (models repeat the ids of their siblings).
 *
 * @param textOf the text that an id stands for, empty for an id that is none
 */
export function readStopTokens(
  endOfSequence: NamedToken | null,
  generationConfig: unknown,
  textOf: (id: number) => string,
): readonly NamedToken[] {
  const stopTokens = new Map(endOfSequence === null ? [] : [[endOfSequence.id, endOfSequence]]);
  const ids = isFields(generationConfig) ? generationConfig["eos_token_id"] : undefined;
  for (const id of Array.isArray(ids) ? ids : [ids]) {
    if (typeof id !== "number" || stopTokens.has(id)) continue;
    const text = textOf(id);
    if (text !== "") stopTokens.set(id, { id, text });
  }
  return [...stopTokens.values()];
}
