import { IGNORE_INDEX } from "./ignore-index.ts";

/** Each id where its weight is above 0, else −100: `ids [5, 6, 7]`, `weights [0, 1, 0.5]` give `[-100, 6, 7]`. */
export function labelsOf(ids: Int32Array, weights: Float32Array): Int32Array {
  const labels = new Int32Array(ids.length);
  for (let at = 0; at < ids.length; at++) labels[at] = (weights[at] ?? 0) > 0 ? (ids[at] ?? 0) : IGNORE_INDEX;
  return labels;
}
