import type { LabelShift } from "../contracts/label-shift.ts";
import { labelsOf } from "./labels-of.ts";

/**
 * Labels stand beside their own ids; the trainer shifts them inside the loss.
 *
 * ```
 * input_ids  [2, 105, 42, 7]
 * labels     [-100, -100, 42, 7]
 * ```
 */
export const noShift: LabelShift = {
  name: "none",
  description: "labels[i] belongs to input_ids[i]; the trainer shifts (Hugging Face, TRL, Axolotl, LLaMA-Factory)",
  shiftsLabels: "trainer",
  outputLength: (tokens) => tokens,
  align: (ids, weights) => ({ inputIds: ids, labels: labelsOf(ids, weights), lossWeights: weights }),
};
