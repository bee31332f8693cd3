import { loadTokenizer } from "@turnwise/bpe";
import type { Rendering, Tokenizer, Tokens } from "@turnwise/core";
import { createTokenizer } from "@turnwise/transformers";

/** What can be held to the reference. */
export const SYSTEMS = ["webassembly", "typescript", "transformers"] as const;
export type SystemName = (typeof SYSTEMS)[number];

/** The parsed files of a model. */
export interface ModelFiles {
  readonly name: string;
  readonly tokenizerJson: object;
  readonly tokenizerConfig: object;
}

/** What the run asks of a tokenizer. */
export interface TestedTokenizer extends Pick<Tokenizer, "encode"> {
  encodeBatch?(renderings: readonly Rendering[]): Iterable<Tokens>;
}

export async function loadSystem(
  system: SystemName,
  files: ModelFiles,
  control: readonly string[] = [],
): Promise<TestedTokenizer> {
  if (system === "transformers") return createTokenizer({ ...files, hash: "0".repeat(64) }).withControlTokens(control);
  const tokenizer = await loadTokenizer(files, { wasm: system === "webassembly", cache: null });
  if (tokenizer.kernel !== system) throw new Error(`the kernel is ${tokenizer.kernel}, not ${system}`);
  return tokenizer.withControlTokens(control);
}

export function isSystem(name: string): name is SystemName {
  return SYSTEMS.some((system) => system === name);
}
