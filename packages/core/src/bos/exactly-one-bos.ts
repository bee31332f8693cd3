import type { BosPolicy } from "../contracts/bos-policy.ts";
import { doubledBos } from "./doubled-bos.ts";
import { leadingBos } from "./leading-bos.ts";

/** One BOS, whatever the template prints: missing ones are added, surplus ones removed. */
export const exactlyOneBos: BosPolicy = {
  name: "exactly-one",
  description: "one at the start, added where the template prints none",
  needsBos: true,
  apply(rendering, tokenizer) {
    const { count, length } = leadingBos(rendering, tokenizer);
    return {
      remove: count > 1 ? [length, count * length] : null,
      before: count === 0 && tokenizer.bos !== null ? [tokenizer.bos.id] : [],
      after: [],
      diagnostics: count > 1 ? [doubledBos(tokenizer.bos?.text ?? "", count)] : [],
    };
  },
};
