import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { PackingStrategy } from "../contracts/packing-strategy.ts";
import { balancedPacking } from "./balanced-packing.ts";
import { bestFitPacking } from "./best-fit-packing.ts";
import { collectPacks } from "./collect-packs.ts";
import { sequentialPacking } from "./sequential-packing.ts";
import { SortedNumbers } from "./sorted-numbers.ts";

const STRATEGIES: readonly PackingStrategy[] = [bestFitPacking, sequentialPacking, balancedPacking];

/** Lengths of each pack's examples, packs in their order. */
function packed(strategy: PackingStrategy, lengths: readonly number[], capacity: number): number[][] {
  const { examples, ends } = collectPacks(strategy.assign(Int32Array.from(lengths), capacity));
  return [...ends].map((end, pack) =>
    [...examples.subarray(ends[pack - 1] ?? 0, end)].map((each) => lengths[each] ?? 0),
  );
}

describe.each(STRATEGIES)("$name", (strategy) => {
  it("puts every example into one pack, within the capacity, packs without gaps and in order", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 70 }), fc.array(fc.nat({ max: 69 })), (capacity, draws) => {
        const lengths = Int32Array.from(draws, (draw) => 1 + (draw % capacity));
        const { examples, ends } = collectPacks(strategy.assign(lengths, capacity));
        expect([...examples].toSorted((left, right) => left - right)).toEqual([...lengths.keys()]);
        let start = 0;
        let first = -1;
        for (const end of ends) {
          const pack = examples.subarray(start, end);
          expect(pack.length).toBeGreaterThan(0);
          expect([...pack]).toEqual([...pack].toSorted((left, right) => left - right));
          expect(pack.reduce((sum, example) => sum + (lengths[example] ?? 0), 0)).toBeLessThanOrEqual(capacity);
          expect(pack[0]).toBeGreaterThan(first);
          first = pack[0] ?? 0;
          start = end;
        }
      }),
    );
  });

  it("packs nothing into nothing", () => {
    expect(packed(strategy, [], 8)).toEqual([]);
  });
});

it("best fit fills the pack with the least room that is enough", () => {
  expect(packed(bestFitPacking, [2, 7, 5, 3, 8, 1], 10)).toEqual([
    [2, 8],
    [7, 3],
    [5, 1],
  ]);
});

it("best fit gives what a search through all packs gives", () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 40 }), { maxLength: 60 }), (lengths) => {
      const rooms: number[] = [];
      for (const length of lengths.toSorted((left, right) => right - left)) {
        const fitting = rooms.filter((room) => room >= length);
        const room = Math.min(...fitting);
        if (fitting.length === 0) rooms.push(40 - length);
        else rooms[rooms.indexOf(room)] = room - length;
      }
      const ours = packed(bestFitPacking, lengths, 40).map((pack) => 40 - pack.reduce((sum, length) => sum + length));
      expect(ours.toSorted()).toEqual(rooms.toSorted());
    }),
  );
});

it("sequential keeps the order and closes a pack at the first example that does not fit", () => {
  expect(packed(sequentialPacking, [4, 4, 3, 9, 1, 1], 10)).toEqual([[4, 4], [3], [9, 1], [1]]);
});

it("balanced spreads the cost that best fit piles up", () => {
  const lengths = [60, 60, ...Array.from({ length: 12 }, () => 10)];
  const costs = (strategy: PackingStrategy): readonly number[] =>
    packed(strategy, lengths, 120).map((pack) => pack.reduce((sum, length) => sum + length * length, 0));
  expect(costs(bestFitPacking)).toEqual([7200, 1200]);
  expect(costs(balancedPacking)).toEqual([4200, 4200]);
});

it("balanced opens another pack where none has room", () => {
  expect(packed(balancedPacking, [6, 6, 6], 10)).toEqual([[6], [6], [6]]);
});

it("the set of numbers finds the next one", () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.nat({ max: 5000 })),
      fc.uniqueArray(fc.nat({ max: 5000 })),
      fc.nat({ max: 5000 }),
      (added, removed, from) => {
        const numbers = new SortedNumbers(5000);
        for (const number of added) numbers.add(number);
        for (const number of removed) numbers.delete(number);
        const left = added.filter((number) => !removed.includes(number) && number >= from);
        expect(numbers.atLeast(from)).toBe(left.length === 0 ? -1 : Math.min(...left));
      },
    ),
  );
});
