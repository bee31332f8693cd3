import { availableParallelism, hostname } from "node:os";
import type { TaskPool } from "../threads/worker-pool.ts";
import { Stopwatch, type StageTimes } from "./stopwatch.ts";
import type { WorkerTimings } from "./worker-timings.ts";

/** What the process that leads does or waits for, in this order. */
export type RunStage = "open" | "plan" | "work" | "arrange" | "shards" | "index" | "publish";

/** What one process did for a run, and how long it took. Milliseconds. */
export interface Session {
  /** The hash of the plan that it worked by. */
  readonly plan: string;
  readonly command: string;
  readonly machine: {
    readonly host: string;
    readonly node: string;
    readonly platform: string;
    readonly processors: number;
  };
  /** ISO 8601. */
  readonly started: string;
  readonly ended: string;
  readonly duration: number;
  /** Processor time of all threads. */
  readonly processor: number;
  /** Bytes that the process held at most. */
  readonly peak_memory: number;
  readonly stages: StageTimes<RunStage>;
  readonly splits: { readonly worked: number; readonly reused: number; readonly retried: number };
  readonly workers: readonly WorkerTimings[];
}

/** Measures a session, from its making on. */
export class SessionClock {
  readonly #command: string;
  readonly #watch = new Stopwatch<RunStage>("open");
  readonly #started = new Date();
  readonly #start: number = performance.now();
  readonly #processor = process.cpuUsage();

  constructor(command: string) {
    this.#command = command;
  }

  /** Ends the stage that runs and begins this one. */
  enter(stage: RunStage): void {
    this.#watch.enter(stage);
  }

  /** What has been so far. `reused`: splits that were done before. */
  session(plan: string, pool: Pick<TaskPool, "timings" | "retries">, reused: number): Session {
    const { user, system } = process.cpuUsage(this.#processor);
    const workers = pool.timings();
    return {
      plan,
      command: this.#command,
      machine: {
        host: hostname(),
        node: process.version,
        platform: `${process.platform}-${process.arch}`,
        processors: availableParallelism(),
      },
      started: this.#started.toISOString(),
      ended: new Date().toISOString(),
      duration: performance.now() - this.#start,
      processor: (user + system) / 1000,
      peak_memory: process.resourceUsage().maxRSS * 1024,
      stages: this.#watch.times(),
      splits: { worked: workers.reduce((sum, { splits }) => sum + splits, 0), reused, retried: pool.retries() },
      workers,
    };
  }
}
