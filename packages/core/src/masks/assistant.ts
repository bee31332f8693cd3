import type { Configured } from "../contracts/configured.ts";
import type { MaskingStrategy } from "../contracts/masking-strategy.ts";
import { roles } from "./roles.ts";

/**
 * The default: body and end of every assistant turn, which is what the model must produce at inference.
 *
 * ```
 * <|im_start|>assistant\n   Paris.   <|im_end|>   \n
 *        masked             trained   trained     masked
 * ```
 */
export const assistantMask: Configured<MaskingStrategy> = {
  usage: "assistant",
  description: "body and end of every assistant turn (default)",
  create: () => roles("assistant"),
};
