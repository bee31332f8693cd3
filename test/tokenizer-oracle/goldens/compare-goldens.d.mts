import type { createRenderingBuilder } from "@turnwise/core";
import type { BpeTokenizer } from "@turnwise/bpe";

/** `[text, borders, origins, ids, first tokens, straddles]`; see goldens.py. */
export type GoldenCase = readonly [string, string, string, string, string, string];

export interface Goldens {
  readonly model: string;
  readonly tokenizers: string;
  readonly sha256: string;
  readonly cases: readonly GoldenCase[];
}

export function parseGoldens(text: string): Goldens;

export function differencesFrom(
  tokenizer: Pick<BpeTokenizer, "encode" | "encodeBatch">,
  goldens: Goldens,
  builder: typeof createRenderingBuilder,
): readonly string[];
