import { expect, test } from "vitest";
import { taskIndex } from "./task-index.ts";

test("a flag wins over the scheduler's variable, which wins over nothing", () => {
  expect(taskIndex(2, 4, { SLURM_ARRAY_TASK_ID: "1" })).toBe(2);
  expect(taskIndex(undefined, 4, { SLURM_ARRAY_TASK_ID: "1" })).toBe(1);
  expect(taskIndex(undefined, 4, { JOB_COMPLETION_INDEX: "0", TURNWISE_TASK_INDEX: "0" })).toBe(0);
  expect(() => taskIndex(undefined, 4, {})).toThrow(/which of the 4 tasks\?.*AWS_BATCH_JOB_ARRAY_INDEX/);
});

test("variables that disagree, and what is no index, are errors", () => {
  const both = { SLURM_ARRAY_TASK_ID: "1", AWS_BATCH_JOB_ARRAY_INDEX: "2" };
  expect(() => taskIndex(undefined, 4, both)).toThrow(/SLURM_ARRAY_TASK_ID=1 and AWS_BATCH_JOB_ARRAY_INDEX=2 disagree/);
  expect(taskIndex(3, 4, both)).toBe(3);
  expect(() => taskIndex(undefined, 4, { SLURM_ARRAY_TASK_ID: "4" })).toThrow(/the plan has tasks 0 to 3/);
  expect(() => taskIndex(undefined, 4, { SLURM_ARRAY_TASK_ID: "x" })).toThrow(/there is no task/);
});
