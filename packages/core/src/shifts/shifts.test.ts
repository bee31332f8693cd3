import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { LabelShift } from "../contracts/label-shift.ts";
import { IGNORE_INDEX } from "./ignore-index.ts";
import { nextTokenPaddedShift } from "./next-token-padded-shift.ts";
import { nextTokenShift } from "./next-token-shift.ts";
import { noShift } from "./no-shift.ts";
import { rolledMaskShift } from "./rolled-mask-shift.ts";

function aligned(shift: LabelShift, ids: readonly number[], weights: readonly number[]) {
  const { inputIds, labels, lossWeights } = shift.align(Int32Array.from(ids), Float32Array.from(weights));
  return { inputIds: [...inputIds], labels: [...labels], lossWeights: [...lossWeights] };
}

describe("label shifts", () => {
  const ids = [2, 105, 42, 7];
  const weights = [0, 0, 1, 0.5];

  it("none: labels stand beside their own ids", () => {
    expect(aligned(noShift, ids, weights)).toEqual({
      inputIds: ids,
      labels: [-100, -100, 42, 7],
      lossWeights: weights,
    });
    expect(noShift.shiftsLabels).toBe("trainer");
  });

  it("next-token: input_ids = ids[:-1], labels = labels[1:]", () => {
    expect(aligned(nextTokenShift, ids, weights)).toEqual({
      inputIds: [2, 105, 42],
      labels: [-100, 42, 7],
      lossWeights: [0, 1, 0.5],
    });
    expect(nextTokenShift.shiftsLabels).toBe("file");
  });

  it("next-token-padded: the same length, the last label -100 and its weight 0", () => {
    expect(aligned(nextTokenPaddedShift, ids, weights)).toEqual({
      inputIds: ids,
      labels: [-100, 42, 7, -100],
      lossWeights: [0, 1, 0.5, 0],
    });
    expect(nextTokenPaddedShift.shiftsLabels).toBe("file");
  });

  it("of no token and of one", () => {
    const nothing = { inputIds: [], labels: [], lossWeights: [] };
    for (const shift of [noShift, nextTokenShift, nextTokenPaddedShift, rolledMaskShift])
      expect(aligned(shift, [], [])).toEqual(nothing);
    expect(aligned(noShift, [5], [1])).toEqual({ inputIds: [5], labels: [5], lossWeights: [1] });
    expect(aligned(nextTokenShift, [5], [1])).toEqual(nothing);
    expect(aligned(nextTokenPaddedShift, [5], [1])).toEqual({ inputIds: [5], labels: [-100], lossWeights: [0] });
  });

  it("train each id but the first from the place before it, and leave what they were given as it was", () => {
    const tokens = fc.array(fc.tuple(fc.nat(9), fc.constantFrom(0, 1, 0.5)));
    fc.assert(
      fc.property(tokens, (row) => {
        const given = Int32Array.from(row, ([id]) => id);
        const loss = Float32Array.from(row, ([, weight]) => weight);
        for (const [shift, distance] of [
          [noShift, 0],
          [nextTokenShift, 1],
          [nextTokenPaddedShift, 1],
        ] as const) {
          const { inputIds, labels, lossWeights } = shift.align(given, loss);
          expect([labels.length, lossWeights.length]).toEqual([inputIds.length, inputIds.length]);
          labels.forEach((label, at) => {
            const weight = loss[at + distance] ?? 0;
            expect([inputIds[at], label]).toEqual([given[at], weight > 0 ? given[at + distance] : IGNORE_INDEX]);
            expect(lossWeights[at]).toBe(weight);
          });
        }
        expect([[...given], [...loss]]).toEqual([row.map(([id]) => id), row.map(([, weight]) => weight)]);
      }),
    );
  });

  it("rolled-mask: the ids stay, the mask stands beside the id that predicts", () => {
    const { inputIds, lossWeights } = aligned(rolledMaskShift, ids, weights);
    expect(inputIds).toEqual(ids);
    expect(lossWeights).toEqual([0, 1, 0.5, 0]);
  });

  it("say how long their columns are", () => {
    for (const shift of [noShift, nextTokenShift, nextTokenPaddedShift, rolledMaskShift]) {
      for (const length of [0, 1, 2, 7]) {
        const { inputIds } = shift.align(new Int32Array(length), new Float32Array(length));
        expect(shift.outputLength(length)).toBe(inputIds.length);
      }
    }
  });
});
