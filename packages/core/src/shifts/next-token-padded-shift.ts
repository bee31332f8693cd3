import type { LabelShift } from "../contracts/label-shift.ts";
import { IGNORE_INDEX } from "./ignore-index.ts";
import { labelsOf } from "./labels-of.ts";

/**
 * Each id stands beside the label that it predicts; same length, the last label is −100.
 *
 * ```
 * input_ids  [2, 105, 42, 7]
 * labels     [-100, 42, 7, -100]
 * ```
 */
export const nextTokenPaddedShift: LabelShift = {
  name: "next-token-padded",
  description: "input_ids[i] predicts labels[i], same length: labels = labels[1:] + [-100] (torchtune after 0.6.1)",
  shiftsLabels: "file",
  outputLength: (tokens) => tokens,
  align(ids, weights) {
    const labels = new Int32Array(ids.length).fill(IGNORE_INDEX);
    labels.set(labelsOf(ids, weights).subarray(1));
    const lossWeights = new Float32Array(ids.length);
    lossWeights.set(weights.subarray(1));
    return { inputIds: ids, labels, lossWeights };
  },
};
