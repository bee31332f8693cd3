import type { QueuedJob } from "@turnwise/run";
import { expect, test } from "vitest";
import { describeQueue, jobNumbers } from "./queue-report.ts";

function job(number: number, task: number | null, state: string, node = "", reason = "None"): QueuedJob {
  return { job: String(number), task, state, node, reason };
}

const waiting = job(14, null, "PENDING", "", "Dependency");

test("tasks by what they do, and why they wait", () => {
  const jobs = [
    job(13, 0, "COMPLETED", "n1"),
    job(13, 1, "RUNNING", "n2"),
    job(13, 2, "RUNNING", "n1"),
    job(13, 3, "PENDING", "", "Resources"),
    job(13, 4, "PENDING", "", "JobHeldUser"),
    waiting,
  ];
  expect(describeQueue(jobs)).toBe("tasks: 2 running on n1, n2; 2 waiting (JobHeldUser, Resources)");
  expect(jobNumbers(jobs)).toEqual(["13", "14"]);
});

test("what was submitted last stands for a task", () => {
  expect(describeQueue([job(15, 1, "RUNNING", "n1"), job(13, 1, "FAILED", "n2")])).toBe("tasks: 1 running on n1");
  expect(describeQueue([job(13, 1, "FAILED", "n2")])).toBe("");
});

test("the job that finalizes, when no task is left", () => {
  expect(describeQueue([job(13, 0, "COMPLETED", "n1"), waiting])).toBe("finalize: waiting (Dependency)");
  expect(describeQueue([job(14, null, "RUNNING", "n1")])).toBe("finalize: running on n1");
  expect(describeQueue([job(14, null, "PENDING")])).toBe("finalize: waiting");
});

test("many nodes are counted", () => {
  const jobs = Array.from({ length: 9 }, (_, task) => job(13, task, "RUNNING", `n${task}`));
  expect(describeQueue(jobs)).toBe("tasks: 9 running on n0, n1, n2, n3 and 5 more");
});
