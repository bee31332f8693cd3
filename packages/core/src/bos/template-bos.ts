import type { BosPolicy } from "../contracts/bos-policy.ts";
import { doubledBos } from "./doubled-bos.ts";
import { leadingBos } from "./leading-bos.ts";

/** As the template prints it: `<bos>…` stays `<bos>…`, nothing stays nothing. */
export const templateBos: BosPolicy = {
  name: "template",
  description: "as the template prints it; a doubled one at the start is mended and counted",
  needsBos: false,
  apply(rendering, tokenizer) {
    const { count, length } = leadingBos(rendering, tokenizer);
    const doubled = count > 1;
    return {
      remove: doubled ? [length, count * length] : null,
      before: [],
      after: [],
      diagnostics: doubled ? [doubledBos(tokenizer.bos?.text ?? "", count)] : [],
    };
  },
};
