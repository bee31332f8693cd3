import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { newestLog, whyFailed } from "./job-log.ts";

function why(text: string): string {
  return whyFailed({ path: "task-0.1.log", text });
}

test("an error of Turnwise, with all its lines", () => {
  expect(
    why("12 % 900 rows prepared\nerror a worker ended twice over a.jsonl\na worker ended twice over b.jsonl\n"),
  ).toBe("error a worker ended twice over a.jsonl\na worker ended twice over b.jsonl");
});

test("what Slurm 22.05.8 writes where it ends a task", () => {
  expect(
    why("4 % 90 rows prepared\nslurmstepd-n2: error: *** JOB 18 ON n2 CANCELLED AT 2026-11-22T21:57:49 ***\n"),
  ).toBe("slurmstepd-n2: error: *** JOB 18 ON n2 CANCELLED AT 2026-11-22T21:57:49 ***");
});

test("else the last line; nothing where nothing was printed", () => {
  expect(why("12 % 900 rows\n/usr/bin/node: not found\n\n")).toBe("/usr/bin/node: not found");
  expect(why("")).toBe("");
});

test("the log of the job that was submitted last", () => {
  const run = mkdtempSync(join(tmpdir(), "turnwise-logs-"));
  onTestFinished(() => rmSync(run, { recursive: true }));
  expect(newestLog(run, 1)).toBeNull();
  mkdirSync(join(run, "slurm"));
  for (const name of ["task-1.9.log", "task-1.10.log", "task-11.12.log", "finalize.13.log"]) {
    writeFileSync(join(run, "slurm", name), name);
  }
  expect(newestLog(run, 1)?.text).toBe("task-1.10.log");
  expect(newestLog(run, null)?.text).toBe("finalize.13.log");
  expect(newestLog(run, 2)).toBeNull();
});
