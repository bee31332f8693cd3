import type { Configured } from "../contracts/configured.ts";
import type { MaskingStrategy } from "../contracts/masking-strategy.ts";

/** Every token, the template's included. */
export const allMask: Configured<MaskingStrategy> = {
  usage: "all",
  description: "every token, the template's and other roles' included",
  create: () => ({ trains: "any", weights: "binary", weigh: (_row, out) => void out.fill(1) }),
};
