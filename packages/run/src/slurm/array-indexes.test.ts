import { expect, test } from "vitest";
import { arrayIndexes } from "./array-indexes.ts";

test.each([
  [[0], "0"],
  [[0, 1], "0-1"],
  [[0, 1, 2, 5, 7, 8, 9], "0-2,5,7-9"],
  [[3, 17, 40, 41, 42, 43, 44], "3,17,40-44"],
])("%j", (indexes, text) => {
  expect(arrayIndexes(indexes)).toBe(text);
});
