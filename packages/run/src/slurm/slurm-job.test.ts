import { expect, test } from "vitest";
import { arrayJob, finalizeJob, jobName, type SlurmRun } from "./slurm-job.ts";

const run: SlurmRun = {
  folder: "/data/100% done.work",
  work: ["/usr/bin/node", "/opt/turnwise.mjs", "work", "--run", "/data/100% done.work"],
  finalize: ["/usr/bin/node", "/opt/turnwise.mjs", "finalize", "--run", "/data/100% done.work"],
  threads: 4,
  flags: ["--partition=cpu", "--time=2:00:00"],
};

test("an array has the user's flags, and logs beside the work", () => {
  const { flags, script, text } = arrayJob(run, [0, 1, 5]);
  expect(flags).toEqual([
    "--partition=cpu",
    "--time=2:00:00",
    `--job-name=${jobName(run.folder)}`,
    "--cpus-per-task=4",
    "--output=/data/100%% done.work/slurm/task-%a.%A.log",
    "--open-mode=append",
    "--requeue",
    "--array=0-1,5",
  ]);
  expect(script).toBe("work.sh");
  expect(text).toMatch(/\nexec \/usr\/bin\/node \/opt\/turnwise\.mjs work --run '\/data\/100% done\.work'\n$/);
});

test("the output is written behind arrays that have ended, well or not", () => {
  expect(finalizeJob(run, ["13", "15"]).flags.at(-1)).toBe("--dependency=afterany:13:15");
  expect(finalizeJob(run, []).flags.join(" ")).not.toContain("dependency");
});

test("jobs are found again by the folder of their run", () => {
  expect(jobName("/data/gemma 3.work")).toMatch(/^turnwise-gemma_3-[0-9a-f]{10}$/);
  expect(jobName("/data/gemma 3.work")).toBe(jobName("/data/gemma 3.work"));
  expect(jobName("/elsewhere/gemma 3.work")).not.toBe(jobName("/data/gemma 3.work"));
});

test("a backslash is refused: Slurm takes it out of the log's name, with what it begins", () => {
  expect(() => arrayJob({ ...run, folder: "/data/a\\b" }, [0])).toThrow(/backslash/);
});
