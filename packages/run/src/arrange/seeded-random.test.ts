import { expect, test } from "vitest";
import { seededRandom, shuffle } from "./seeded-random.ts";

test("a seed gives the same order everywhere", () => {
  const numbers = Int32Array.from({ length: 10 }, (_, index) => index);
  shuffle(numbers, 42);
  expect([...numbers].toSorted((left, right) => left - right)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  expect([...numbers]).toMatchInlineSnapshot(`
    [
      1,
      9,
      4,
      0,
      3,
      2,
      5,
      8,
      7,
      6,
    ]
  `);
});

test("every number is as likely as every other", () => {
  const random = seededRandom(1);
  const counts = new Int32Array(7);
  for (let draw = 0; draw < 70_000; draw++) {
    const number = random(7);
    counts[number] = (counts[number] ?? 0) + 1;
  }
  for (const count of counts) expect(Math.abs(count - 10_000)).toBeLessThan(400);
});
