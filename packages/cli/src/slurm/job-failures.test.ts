import type { QueuedJob, Split } from "@turnwise/run";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { describeMissing } from "./job-failures.ts";

function piece(index: number, name: string, start: number, end: number): Split {
  return {
    index,
    source: 0,
    path: name,
    name,
    range: { start, end },
    unit: "byte",
    bytes: end - start,
    key: `${name}${start}`,
  };
}

const failed: QueuedJob = { job: "13", task: 3, state: "TIMEOUT", node: "n1", reason: "TimeLimit" };

test("a task with its pieces, those side by side as one, and the end of its log", () => {
  const run = mkdtempSync(join(tmpdir(), "turnwise-failures-"));
  onTestFinished(() => rmSync(run, { recursive: true }));
  mkdirSync(join(run, "slurm"));
  writeFileSync(join(run, "slurm/task-3.13.log"), "3 % 10 rows prepared\nerror stopped\n");
  const pieces = [
    piece(0, "a.jsonl", 0, 10),
    piece(1, "a.jsonl", 10, 20),
    piece(3, "a.jsonl", 30, 40),
    piece(4, "b.jsonl", 40, 45),
  ];
  expect(describeMissing(run, [{ task: 3, pieces }], [failed])).toBe(
    [
      "  task 3: TIMEOUT (TimeLimit) on n1; a.jsonl, bytes 0 to 20; a.jsonl, bytes 30 to 40; b.jsonl, bytes 40 to 45",
      `    ${run}/slurm/task-3.13.log:`,
      "      error stopped",
    ].join("\n"),
  );
});

test("a task of which Slurm remembers nothing, and many of them", () => {
  const missing = Array.from({ length: 10 }, (_, task) => ({ task, pieces: [piece(task, "a.jsonl", 100 * task, 1)] }));
  const lines = describeMissing("/nowhere", missing, []).split("\n");
  expect(lines[0]).toBe("  task 0: a.jsonl, bytes 0 to 1");
  expect(lines.at(-1)).toBe("  and 2 more tasks");
});
