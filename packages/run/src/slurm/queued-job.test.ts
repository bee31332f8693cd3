import { expect, test } from "vitest";
import { hasEnded, parseQueue } from "./queued-job.ts";

/**
 * What Slurm 22.05.8 printed for `squeue --noheader --array --states=all --format='%F|%K|%T|%N|%r'`: an array of eight tasks on two nodes,
 * of which one was cancelled and one held, and a job that depends on it.
 */
const PRINTED = `13|3|CANCELLED|n2|None
13|0|COMPLETED|n1|None
13|1|FAILED|n1|NonZeroExitCode
14|N/A|PENDING||Dependency
13|8|PENDING||JobHeldAdmin
13|6|PENDING||Resources
13|2|RUNNING|n2|None
13|4|RUNNING|n1|None
`;

test("reads what squeue prints", () => {
  const jobs = parseQueue(PRINTED);
  expect(jobs).toHaveLength(8);
  expect(jobs[0]).toEqual({ job: "13", task: 3, state: "CANCELLED", node: "n2", reason: "None" });
  expect(jobs[3]).toEqual({ job: "14", task: null, state: "PENDING", node: "", reason: "Dependency" });
  expect(jobs.filter(hasEnded).map(({ task }) => task)).toEqual([3, 0, 1]);
  expect(parseQueue("")).toEqual([]);
});

test("a reason may be any text", () => {
  const [job] = parseQueue("7|0|PENDING||(Nodes required for job are DOWN, DRAINED | reserved)\n");
  expect(job?.reason).toBe("(Nodes required for job are DOWN, DRAINED | reserved)");
});

test.each(["13_3", "slurm_load_jobs error: Unable to contact slurm controller", "13|[0-5]|PENDING||None"])(
  "does not guess at %j",
  (line) => {
    expect(() => parseQueue(`${line}\n`)).toThrow(`squeue printed "${line}"`);
  },
);

test.each(["PENDING", "RUNNING", "COMPLETING", "CONFIGURING", "SUSPENDED", "REQUEUED", "REQUEUE_HOLD", "STAGE_OUT"])(
  "%s goes on",
  (state) => {
    expect(hasEnded({ job: "1", task: 0, state, node: "", reason: "" })).toBe(false);
  },
);

test.each(["TIMEOUT", "OUT_OF_MEMORY", "NODE_FAIL", "PREEMPTED", "DEADLINE", "BOOT_FAIL"])("%s has ended", (state) => {
  expect(hasEnded({ job: "1", task: 0, state, node: "", reason: "" })).toBe(true);
});
