import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { processName } from "../process-name.ts";
import type { RunFolder } from "../splits/run-folder.ts";
import type { RunStage, Session } from "./session.ts";
import { addTimes, type StageTimes } from "./stopwatch.ts";
import type { WorkerStage } from "./worker-timings.ts";

/** `run.json`: how long a run took, over all processes that worked on it. Milliseconds. */
export interface RunTimings {
  readonly plan: string;
  readonly total: {
    readonly splits: Session["splits"];
    /** Rows and tokens prepared: not those of splits that were done before. */
    readonly rows: number;
    readonly tokens: number;
    readonly workers: number;
    /** Of the leading processes: what they did or waited for. */
    readonly stages: StageTimes<RunStage>;
    /** Of the workers. */
    readonly worker_stages: StageTimes<WorkerStage>;
    /** Processor time of all threads. */
    readonly processor: number;
    /** Bytes that a process held at most. */
    readonly peak_memory: number;
  };
  readonly sessions: readonly Session[];
}

/** Leaves what this process did beside its receipts. A disk that takes no more is no reason to fail: the work is done. */
export function leaveSession(folder: RunFolder, session: Session): void {
  writeIfPossible(join(folder.timings, `${processName()}.json`), session);
}

/**
 * Adds up what all processes left that worked by a plan, into `run.json`; what is left of other plans is removed.
 *
 * @param splits how many the run has
 */
export function writeRunTimings(folder: RunFolder, plan: string, splits: number): RunTimings {
  const sessions: Session[] = [];
  for (const name of readdirSync(folder.timings).toSorted()) {
    const path = join(folder.timings, name);
    const session = readSession(path);
    if (session?.plan === plan) sessions.push(session);
    else rmSync(path, { force: true });
  }
  sessions.sort((left, right) => (left.started < right.started ? -1 : 1));
  const timings: RunTimings = { plan, total: totalOf(sessions, splits), sessions };
  writeIfPossible(join(folder.path, "run.json"), timings);
  return timings;
}

function totalOf(sessions: readonly Session[], splits: number): RunTimings["total"] {
  const workers = sessions.flatMap((session) => session.workers);
  const worked = sum(sessions, (session) => session.splits.worked);
  return {
    splits: {
      worked,
      reused: Math.max(0, splits - worked),
      retried: sum(sessions, (session) => session.splits.retried),
    },
    rows: sum(workers, ({ rows }) => rows),
    tokens: sum(workers, ({ tokens }) => tokens),
    workers: workers.length,
    stages: sessions.map(({ stages }) => stages).reduce(addTimes, {}),
    worker_stages: workers.map(({ stages }) => stages).reduce(addTimes, {}),
    processor: sum(sessions, ({ processor }) => processor),
    peak_memory: Math.max(0, ...sessions.map(({ peak_memory }) => peak_memory)),
  };
}

function sum<T>(items: readonly T[], of: (item: T) => number): number {
  return items.reduce((total, item) => total + of(item), 0);
}

function readSession(path: string): Session | null {
  try {
    return JSON.parse(readFileSync(path, "utf8")) as Session;
  } catch {
    return null; // broken off while it was written
  }
}

function writeIfPossible(path: string, value: unknown): void {
  try {
    writeFileSync(path, `${JSON.stringify(value, toTenths, 2)}\n`);
  } catch {
    // Nothing depends on it.
  }
}

function toTenths(_: string, value: unknown): unknown {
  return typeof value === "number" ? Math.round(10 * value) / 10 : value;
}
