import { nextTokenPaddedShift, nextTokenShift, noShift, rolledMaskShift, type LabelShift } from "@turnwise/core";
import { describe, expect, test } from "vitest";
import { failuresOf } from "../check.ts";
import { labelShiftChecks } from "./test-label-shift.ts";

const LABELS = (who: LabelShift["shiftsLabels"]): string =>
  `labels stand where shiftsLabels "${who}" says, with −100 where the weight is 0`;

const FAULTS: readonly (readonly [name: string, shift: LabelShift, found: string])[] = [
  ["says that the trainer shifts, but shifts", { ...nextTokenPaddedShift, shiftsLabels: "trainer" }, LABELS("trainer")],
  ["says that the file is shifted, but is not", { ...noShift, shiftsLabels: "file" }, LABELS("file")],
  [
    "shifts twice",
    {
      ...nextTokenShift,
      align(ids, weights) {
        const { inputIds, labels, lossWeights } = nextTokenShift.align(ids, weights);
        return { inputIds: inputIds.slice(0, -1), labels: labels.slice(1), lossWeights: lossWeights.slice(1) };
      },
    },
    LABELS("file"),
  ],
  [
    "shifts the wrong way",
    {
      ...nextTokenShift,
      align: (ids, weights) => ({ ...noShift.align(ids.slice(1), weights.slice(1)), inputIds: ids.slice(1) }),
    },
    "input ids are the ids in order, at most one dropped at the end by a shift in the file",
  ],
  [
    "masks nothing",
    { ...noShift, align: (ids, weights) => ({ inputIds: ids, labels: ids, lossWeights: weights }) },
    LABELS("trainer"),
  ],
  [
    "masks small weights",
    {
      ...noShift,
      align: (ids, weights) => ({
        ...noShift.align(
          ids,
          weights.map((weight) => (weight < 1 ? 0 : weight)),
        ),
        lossWeights: weights,
      }),
    },
    "no trained token is lost but the first, which nothing predicts",
  ],
  [
    "leaves the weights behind",
    {
      ...nextTokenShift,
      align: (ids, weights) => ({ ...nextTokenShift.align(ids, weights), lossWeights: weights.slice(0, -1) }),
    },
    "weights move with their labels",
  ],
  [
    "forgets to shorten the ids",
    { ...nextTokenShift, align: (ids, weights) => ({ ...nextTokenShift.align(ids, weights), inputIds: ids }) },
    "all columns have the same length, for every length from 0 on",
  ],
  [
    "says another length",
    { ...nextTokenShift, outputLength: (tokens) => tokens },
    "all columns have the same length, for every length from 0 on",
  ],
  [
    "writes into the example",
    {
      ...noShift,
      align(ids, weights) {
        const aligned = noShift.align(ids.slice(), weights.slice());
        weights.fill(1);
        return aligned;
      },
    },
    "the example is not changed",
  ],
];

describe("the suite of label shifts", () => {
  test.each([noShift, nextTokenShift, nextTokenPaddedShift, rolledMaskShift])(
    "finds nothing in $name",
    async (shift) => {
      expect(await failuresOf(labelShiftChecks(shift))).toEqual([]);
    },
  );
  test.each(FAULTS)("finds one that %s", async (_name, shift, found) => {
    expect(await failuresOf(labelShiftChecks(shift))).toContain(found);
  });
});
