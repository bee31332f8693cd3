import type { LabelShift } from "../contracts/label-shift.ts";
import { nextTokenPaddedShift } from "./next-token-padded-shift.ts";

/**
 * Megatron's convention: the ids stay, and the loss mask stands beside the id that predicts. The trainer takes labels from the ids
 * themselves, so that a file of this convention has a mask instead of labels.
 *
 * ```
 * input_ids  [2, 105, 42, 7]
 * loss_mask  [0, 1, 1, 0]         42 and 7 are trained
 * ```
 */
export const rolledMaskShift: LabelShift = {
  ...nextTokenPaddedShift,
  name: "rolled-mask",
  description: "loss_mask[i] counts the token that input_ids[i] predicts: mask[1:] + [0] (Megatron-Bridge, NeMo)",
};
