import type { BosPolicy } from "../contracts/bos-policy.ts";
import { leadingBos } from "./leading-bos.ts";

/** The classic recipe's way: the text without `<bos>` goes through a plain tokenizer call, which adds what it adds. */
export const stripBos: BosPolicy = {
  name: "strip",
  description: "removed from the text; what the tokenizer adds by itself is added, as a plain tokenizer call does",
  needsBos: false,
  apply(rendering, tokenizer) {
    const { count, length } = leadingBos(rendering, tokenizer);
    return {
      remove: count > 0 ? [0, count * length] : null,
      before: tokenizer.addsByItself.before,
      after: tokenizer.addsByItself.after,
      diagnostics: [],
    };
  },
};
