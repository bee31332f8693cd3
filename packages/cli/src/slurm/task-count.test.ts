import { expect, test } from "vitest";
import { taskCount } from "./task-count.ts";

const GIB = 1 << 30;

test.each([
  [undefined, 5000, 1001, 1],
  [undefined, 2.5 * GIB, 1001, 3],
  [undefined, 5000 * GIB, 1001, 1001],
  [32, 5000, 1001, 32],
  [1001, 5000, 1001, 1001],
])("%j wanted for %d bytes, %d allowed: %d", (wanted, bytes, allowed, tasks) => {
  expect(taskCount(wanted, bytes, allowed)).toBe(tasks);
});

test("what Slurm does not allow is an error", () => {
  expect(() => taskCount(1002, 5000, 1001)).toThrow(/--tasks 1002: arrays of this Slurm have at most 1,001 tasks/);
  expect(() => taskCount(undefined, 5000, 0)).toThrow(/allows no job arrays/);
});
