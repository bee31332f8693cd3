import { LibraryTokenizerClass, type LibraryModel } from "./library.ts";

/**
 * What merges make of a token's own text if no merge may make one of the forbidden tokens.
 *
 * ```
 * merges "a b", "ab c"; forbidden: abc  →  ab | c
 * ```
 */
export function undoMerges(
  token: string,
  { merges }: Pick<LibraryModel, "merges">,
  forbidden: ReadonlySet<string>,
): readonly string[] {
  const within = merges.filter(([left, right]) => token.includes(left + right) && !forbidden.has(left + right));
  const { model } = new LibraryTokenizerClass(
    {
      model: { type: "BPE", vocab: {}, merges: within },
      added_tokens: [],
      decoder: null,
      normalizer: null,
      pre_tokenizer: null,
      post_processor: null,
    },
    {},
  );
  return model?.bpe(token) ?? [token];
}
