import type { LabelShift } from "../contracts/label-shift.ts";
import { labelsOf } from "./labels-of.ts";

/**
 * Each id stands beside the label that it predicts; one shorter. The last id predicts nothing, the first is predicted by
 * nothing.
 *
 * ```
 * ids        [2, 105, 42, 7]
 * input_ids  [2, 105, 42]        the last id dropped
 * labels     [-100, 42, 7]       the first label dropped
 * ```
 */
export const nextTokenShift: LabelShift = {
  name: "next-token",
  description:
    "input_ids[i] predicts labels[i]: input_ids = ids[:-1], labels = labels[1:] (torchtitan, tinker, nanochat)",
  shiftsLabels: "file",
  outputLength: (tokens) => Math.max(0, tokens - 1),
  align: (ids, weights) => ({
    inputIds: ids.slice(0, -1),
    labels: labelsOf(ids, weights).slice(1),
    lossWeights: weights.slice(1),
  }),
};
