import { expect, test } from "vitest";
import { threadsFor } from "./threads-for.ts";

const MiB = 1 << 20;

test.each([
  ["no more than there are workers", 2, 25, 100, null, 50, 2],
  ["no more than there are pieces", 16, 100, 100, null, 3, 3],
  ["one for each 4 MiB of lines", 16, 21, 21, null, 21, 5],
  ["none but this one below 8 MiB", 16, 7, 7, null, 7, 1],
  ["one for each MiB of columns", 16, 3, null, null, 8, 3],
  ["as many for lines that are packed", 16, 5, 21, null, 21, 5],
  ["one for each piece whose size was chosen", 16, 1, 1, 100_000, 11, 11],
])("%s", (_, workers, size, lines, splitBytes, splits, expected) => {
  const inputs = [{ bytes: size * MiB, lineBytes: lines === null ? null : lines * MiB }];
  expect(threadsFor(workers, inputs, splitBytes, splits)).toBe(expected);
});
