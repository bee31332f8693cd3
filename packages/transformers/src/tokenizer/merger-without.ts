import { LibraryTokenizerClass, type LibraryModel } from "./library.ts";
import type { Merger } from "./word-encoder.ts";

/** All merges of a model but those that make one of the forbidden tokens. */
export function mergerWithout({ merges }: Pick<LibraryModel, "merges">, forbidden: ReadonlySet<string>): Merger {
  const allowed = merges.filter(([left, right]) => !forbidden.has(left + right));
  const { model } = new LibraryTokenizerClass(
    {
      model: { type: "BPE", vocab: {}, merges: allowed },
      added_tokens: [],
      decoder: null,
      normalizer: null,
      pre_tokenizer: null,
      post_processor: null,
    },
    {},
  );
  if (model === null) throw new TypeError("a byte-pair model without a model");
  return model;
}
