import { TurnwiseError } from "@turnwise/core";
import { expect, test } from "vitest";
import { parseQueue, type QueuedJob } from "./queued-job.ts";
import type { Slurm } from "./slurm.ts";
import { watchQueue } from "./watch-queue.ts";

/** A Slurm that answers so, one call behind the other. */
function answering(...answers: readonly (string | TurnwiseError)[]): Slurm {
  const left = [...answers];
  return {
    submit: () => Promise.reject(new Error("not asked for")),
    cancel: () => Promise.reject(new Error("not asked for")),
    maxArraySize: () => Promise.reject(new Error("not asked for")),
    queue(): Promise<readonly QueuedJob[]> {
      const answer = left.shift() ?? "";
      return typeof answer === "string" ? Promise.resolve(parseQueue(answer)) : Promise.reject(answer);
    },
  };
}

test("a controller that does not answer has not lost the jobs", async () => {
  const silent = new TurnwiseError("slurm-failed", "slurm_load_jobs error: Unable to contact slurm controller");
  const slurm = answering(silent, "13|0|COMPLETED|n1|None\n");
  const kinds: string[] = [];
  for await (const look of watchQueue(slurm, "name", new AbortController().signal)) kinds.push(look.kind);
  expect(kinds).toEqual(["unanswered", "jobs"]);
});

test("ends with the last job, and at once when it is told to", async () => {
  const running = "13|0|RUNNING|n1|None\n";
  const controller = new AbortController();
  const watched = watchQueue(answering(running, running, running), "name", controller.signal);
  expect((await watched.next()).done).toBe(false);
  const next = watched.next();
  controller.abort();
  await expect(next).rejects.toMatchObject({ name: "AbortError" });
});

test("a machine without Slurm is no silent controller", async () => {
  const slurm = answering(new TurnwiseError("slurm-missing", "squeue is not on this machine"));
  await expect(watchQueue(slurm, "name", new AbortController().signal).next()).rejects.toThrow(/squeue is not/);
});
