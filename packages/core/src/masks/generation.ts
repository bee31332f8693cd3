import type { Configured } from "../contracts/configured.ts";
import type { MaskingStrategy } from "../contracts/masking-strategy.ts";

/** What the template marks with `{% generation %}`. No renderer traces it yet, so choosing it is an error at set-up. */
export const generationMask: Configured<MaskingStrategy> = {
  usage: "generation",
  description: "what the template marks with {% generation %} (not available yet)",
  create: () => ({ needs: ["generation-spans"], trains: "any", weights: "binary", weigh: () => {} }),
};
