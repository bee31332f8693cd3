import { RunFolder, type QueuedJob } from "@turnwise/run";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { readPlan, type StoredPlan } from "../prepare/stored-plan.ts";
import { storePlan } from "./store-plan.ts";

const plan: StoredPlan = {
  hash: "0",
  plugins: { rows: {}, files: {} },
  preprocessor: null,
  decides: {},
  inputs: [],
  sources: [],
  limit: null,
  splitBytes: null,
  options: {},
  workingDirectory: "/",
  out: "out",
  maxRowBytes: 1,
  tasks: 4,
};
const running: QueuedJob = { job: "13", task: 0, state: "RUNNING", node: "n1", reason: "None" };

test("jobs in the queue read the plan: it stays as it is until they have ended", () => {
  const folder = new RunFolder(mkdtempSync(join(tmpdir(), "turnwise-plan-"))).path;
  onTestFinished(() => rmSync(folder, { recursive: true }));
  storePlan(folder, plan, []);
  storePlan(folder, { ...plan, stamps: { "a.jsonl": "5 1 1 1" } }, [running]); // says nothing of the work
  expect(readPlan(folder)?.stamps).toEqual({ "a.jsonl": "5 1 1 1" });
  expect(() => storePlan(folder, { ...plan, tasks: 8 }, [running])).toThrow(
    /jobs 13 in the queue belong to another plan.*scancel 13;/,
  );
  expect(readPlan(folder)?.tasks).toBe(4);
  storePlan(folder, { ...plan, tasks: 8 }, [{ ...running, state: "CANCELLED" }]);
  expect(readPlan(folder)?.tasks).toBe(8);
});
