import type { BosPolicy } from "../contracts/bos-policy.ts";
import { leadingBos } from "./leading-bos.ts";

/** None at the start, whatever the template prints. */
export const noBos: BosPolicy = {
  name: "none",
  description: "none at the start; removed where the template prints one",
  needsBos: false,
  apply(rendering, tokenizer) {
    const { count, length } = leadingBos(rendering, tokenizer);
    return { remove: count > 0 ? [0, count * length] : null, before: [], after: [], diagnostics: [] };
  },
};
