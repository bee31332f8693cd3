import type { TokenizerParts } from "./tokenizer-parts.ts";

/** The text of ids, special tokens included; an id that the model lacks is skipped, as in Rust `tokenizers`. */
export function decodeIds(parts: TokenizerParts, ids: Int32Array): string {
  const tokens: string[] = [];
  for (const id of ids) {
    const token = parts.tokenOf(id);
    if (token !== undefined) tokens.push(token);
  }
  return parts.decoder === null ? tokens.join(" ") : parts.decoder.decode(tokens);
}
