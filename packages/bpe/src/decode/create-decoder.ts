import type { DecoderStep } from "../definition/tokenizer-definition.ts";
import { createDecode } from "./decode-steps.ts";
import type { TokenTable } from "./token-table.ts";

const DECODER = new TextDecoder("utf-8", { ignoreBOM: true });

/**
 * Ids to text as `decode(ids, skip_special_tokens=False)` of Rust `tokenizers` does it: special tokens are included, ids that are none are
 * skipped, bytes that are no UTF-8 become U+FFFD.
 *
 * @param rewritten added tokens of which normalisation makes another text: that is what they decode to
 */
export function createDecoder(
  steps: readonly DecoderStep[] | null,
  tokens: TokenTable,
  rewritten: ReadonlyMap<number, string>,
): (ids: Int32Array) => string {
  if (rewritten.size === 0 && steps?.length === 1 && steps[0]?.kind === "byte-level")
    return (ids) => joinBytes(ids, tokens);
  const decodes = (steps ?? []).map(createDecode);
  const separator = steps === null ? " " : "";
  return (ids) => {
    const texts = Array.from(ids, (id) => rewritten.get(id) ?? tokens.text(id)).filter((text) => text !== undefined);
    return decodes.reduce<readonly string[]>((current, decode) => decode(current), texts).join(separator);
  };
}

/** What a byte-level decoder alone does, without texts of tokens. */
function joinBytes(ids: Int32Array, tokens: TokenTable): string {
  let length = 0;
  for (const id of ids) length += tokens.view(id)?.length ?? 0;
  const bytes = new Uint8Array(length);
  let end = 0;
  for (const id of ids) {
    const token = tokens.view(id);
    if (token === null) continue;
    bytes.set(token, end);
    end += token.length;
  }
  return DECODER.decode(bytes);
}
