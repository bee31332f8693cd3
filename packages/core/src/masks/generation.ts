import type { Configured } from "../contracts/configured.ts";
import type { MaskingStrategy } from "../contracts/masking-strategy.ts";

/**
 * What the template's author marks: tokens that start in a `{% generation %}` block. Nothing says that the model sees at inference what
 * stands before it; where the blocks differ from body and end of the turns, the difference is counted (`generation-differs`).
 */
export const generationMask: Configured<MaskingStrategy> = {
  usage: "generation",
  description: "what the template marks with {% generation %}",
  create: () => ({
    needs: ["generation-spans", "starts"],
    trains: "any",
    weights: "binary",
    weigh(row, out) {
      for (const span of row.rendering.generated ?? []) out.fill(1, ...row.tokensIn(...span));
    },
  }),
};
