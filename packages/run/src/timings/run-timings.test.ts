import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { RunFolder } from "../splits/run-folder.ts";
import { leaveSession, writeRunTimings } from "./run-timings.ts";
import { SessionClock } from "./session.ts";
import { Stopwatch } from "./stopwatch.ts";
import { addTask, NO_TIMINGS, type WorkerTimings } from "./worker-timings.ts";

const WORKER: WorkerTimings = addTask(
  addTask(
    NO_TIMINGS,
    { splits: 1, shards: 0, rows: 10, tokens: 100 },
    { stages: { open: 5, prepare: 7 }, processor: null },
  ),
  { splits: 1, shards: 0, rows: 20, tokens: 300 },
  { stages: { prepare: 8.04, read: 1 }, processor: 6 },
);

function session(
  plan: string,
  workers: readonly WorkerTimings[],
  retries: number,
): ReturnType<SessionClock["session"]> {
  const clock = new SessionClock("work");
  clock.enter("work");
  return clock.session(plan, { timings: () => workers, retries: () => retries }, 0);
}

test("a stopwatch gives all its time to stages", () => {
  const watch = new Stopwatch<"a" | "b">("a");
  const start = performance.now();
  watch.enter("b");
  while (performance.now() - start < 20);
  watch.enter("a");
  const { a = 0, b = 0 } = watch.times();
  expect(b).toBeGreaterThan(18);
  expect(a).toBeLessThan(b);
});

test("a run is the sum of the processes that worked by its plan", () => {
  const folder = new RunFolder(mkdtempSync(join(tmpdir(), "turnwise-timings-")));
  leaveSession(folder, session("plan", [WORKER, WORKER], 1));
  leaveSession(folder, session("plan", [WORKER], 0));
  leaveSession(folder, session("another plan", [WORKER], 0));
  writeFileSync(join(folder.timings, "host.1.broken.json"), '{"plan": "pl');
  const { total, sessions } = writeRunTimings(folder, "plan", 10);
  expect(sessions).toHaveLength(2);
  expect(total).toMatchObject({
    splits: { worked: 6, reused: 4, retried: 1 },
    rows: 90,
    tokens: 1200,
    workers: 3,
    worker_stages: { open: 15, prepare: 45, read: 3 },
  });
  expect(total.peak_memory).toBeGreaterThan(10_000_000);
  expect(readdirSync(folder.timings)).toHaveLength(2);
  expect(JSON.parse(readFileSync(join(folder.path, "run.json"), "utf8"))).toMatchObject({
    plan: "plan",
    total: { splits: { worked: 6 } },
    sessions: [{ machine: { node: process.version }, workers: [{ processor: 6 }, {}] }, { command: "work" }],
  });
});
