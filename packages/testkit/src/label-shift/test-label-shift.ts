import { IGNORE_INDEX, type LabelShift } from "@turnwise/core";
import { expect } from "vitest";
import { registerChecks, type Check } from "../check.ts";

/**
 * The contract of a label shift.
 *
 * @example
 * import { nextTokenShift } from "@turnwise/core";
 * import { testLabelShift } from "@turnwise/testkit";
 *
 * testLabelShift(nextTokenShift);
 */
export function testLabelShift(shift: LabelShift): void {
  registerChecks(`label shift ${shift.name}`, labelShiftChecks(shift));
}

const IDS = [2, 105, 42, 7, 7, 300_000, 0, 9];
const WEIGHTS = [0, 0, 1, 1, 0.5, 2, 0.25, 1];

/** The checks that `testLabelShift` registers. */
export function labelShiftChecks(shift: LabelShift): readonly Check[] {
  const align = (ids: readonly number[], weights: readonly number[]) => {
    const { inputIds, labels, lossWeights } = shift.align(Int32Array.from(ids), Float32Array.from(weights));
    return { inputIds: [...inputIds], labels: [...labels], lossWeights: [...lossWeights] };
  };
  const lengths = Array.from({ length: IDS.length + 1 }, (_, length) => length);
  /** How far the labels moved towards the start. */
  const moved = shift.shiftsLabels === "file" ? 1 : 0;
  return [
    {
      name: "has a name and a description",
      run() {
        expect(shift.name).not.toBe("");
        expect(shift.description).not.toBe("");
      },
    },
    {
      name: "all columns have the same length, for every length from 0 on",
      run() {
        for (const length of lengths) {
          const { inputIds, labels, lossWeights } = align(IDS.slice(0, length), WEIGHTS.slice(0, length));
          expect([labels.length, lossWeights.length], `length ${length}`).toEqual([inputIds.length, inputIds.length]);
          expect(shift.outputLength(length), `outputLength(${length})`).toBe(inputIds.length);
        }
      },
    },
    {
      name: "input ids are the ids in order, at most one dropped at the end by a shift in the file",
      run() {
        for (const length of lengths) {
          const { inputIds } = align(IDS.slice(0, length), WEIGHTS.slice(0, length));
          expect(inputIds).toEqual(IDS.slice(0, inputIds.length));
          expect(length - inputIds.length).toBeGreaterThanOrEqual(0);
          expect(length - inputIds.length).toBeLessThanOrEqual(moved);
        }
      },
    },
    {
      name: `labels stand where shiftsLabels "${shift.shiftsLabels}" says, with −100 where the weight is 0`,
      run() {
        for (const length of lengths) {
          const { inputIds, labels } = align(IDS.slice(0, length), WEIGHTS.slice(0, length));
          const expected = inputIds.map((_, at) => ((WEIGHTS[at + moved] ?? 0) > 0 ? IDS[at + moved] : IGNORE_INDEX));
          expect(labels).toEqual(expected.map((label, at) => (at + moved < length ? label : IGNORE_INDEX)));
        }
      },
    },
    {
      name: "weights move with their labels",
      run() {
        for (const length of lengths) {
          const { lossWeights } = align(IDS.slice(0, length), WEIGHTS.slice(0, length));
          expect(lossWeights).toEqual(lossWeights.map((_, at) => (at + moved < length ? WEIGHTS[at + moved] : 0)));
        }
      },
    },
    {
      name: "no trained token is lost but the first, which nothing predicts",
      run() {
        const { labels } = align(IDS, WEIGHTS);
        const trained = IDS.filter((_, at) => at >= moved && (WEIGHTS[at] ?? 0) > 0);
        expect(labels.filter((label) => label !== IGNORE_INDEX)).toEqual(trained);
      },
    },
    {
      name: "the example is not changed",
      run() {
        const ids = Int32Array.from(IDS);
        const weights = Float32Array.from(WEIGHTS);
        shift.align(ids, weights);
        expect([...ids]).toEqual(IDS);
        expect([...weights]).toEqual(WEIGHTS);
      },
    },
  ];
}
