import { expect, test } from "vitest";
import { threadsFor } from "./threads-for.ts";

const MiB = 1 << 20;

test.each([
  ["no more than there are workers", 2, 100, true, null, 50, 2],
  ["no more than there are pieces", 16, 100, true, null, 3, 3],
  ["one for each 4 MiB of lines", 16, 21, true, null, 21, 5],
  ["none but this one below 8 MiB", 16, 7, true, null, 7, 1],
  ["one for each MiB that is packed", 16, 3, false, null, 8, 3],
  ["one for each piece whose size was chosen", 16, 1, true, 100_000, 11, 11],
])("%s", (_, workers, size, divisible, splitBytes, splits, expected) => {
  const inputs = [{ bytes: size * MiB, divisible }];
  expect(threadsFor(workers, inputs, splitBytes, splits)).toBe(expected);
});
