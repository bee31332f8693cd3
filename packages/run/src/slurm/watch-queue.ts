import { setTimeout as sleep } from "node:timers/promises";
import { TurnwiseError } from "@turnwise/core";
import { hasEnded, type QueuedJob } from "./queued-job.ts";
import type { Slurm } from "./slurm.ts";

/** How often the queue is looked at: soon at first, later as seldom as controllers of large clusters like it. */
const FIRST_MILLISECONDS = 1000;
const GROWTH = 1.4;
const LONGEST_MILLISECONDS = 30_000;
/** Controllers that are busy or restarted do not answer for a while. */
const PATIENCE_MILLISECONDS = 15 * 60_000;

/** What a look at the queue found: the jobs of the run, or why Slurm did not answer. */
export type QueueLook =
  | { readonly kind: "jobs"; readonly jobs: readonly QueuedJob[] }
  | { readonly kind: "unanswered"; readonly error: TurnwiseError };

/**
 * Looks at the queue until all jobs of the run have ended.
 *
 * @throws {TurnwiseError} `slurm-failed` where Slurm gives no answer for a quarter of an hour
 * @throws the signal's reason, once it is aborted
 */
export async function* watchQueue(slurm: Slurm, name: string, signal: AbortSignal): AsyncGenerator<QueueLook, void> {
  let answered = Date.now();
  for (let pause = FIRST_MILLISECONDS; ; pause = Math.min(LONGEST_MILLISECONDS, pause * GROWTH)) {
    const look = await lookAt(slurm, name);
    signal.throwIfAborted();
    yield look;
    if (look.kind === "jobs") {
      if (look.jobs.every(hasEnded)) return;
      answered = Date.now();
    } else if (Date.now() - answered > PATIENCE_MILLISECONDS) throw look.error;
    await sleep(pause, undefined, { signal });
  }
}

async function lookAt(slurm: Slurm, name: string): Promise<QueueLook> {
  try {
    return { kind: "jobs", jobs: await slurm.queue(name) };
  } catch (error) {
    if (error instanceof TurnwiseError && error.code === "slurm-failed") return { kind: "unanswered", error };
    throw error;
  }
}
