import { expect, test } from "vitest";
import { sbatchFlags } from "./sbatch-flags.ts";

test("go to sbatch as they are", () => {
  expect(sbatchFlags(["--partition=cpu", "--exclusive", "--comment=two words"])).toEqual([
    "--partition=cpu",
    "--exclusive",
    "--comment=two words",
  ]);
  expect(sbatchFlags(undefined)).toEqual([]);
});

test.each([
  ["-p", /-p: flags of sbatch are written --name=value/],
  ["cpu", /cpu: flags of sbatch are written --name=value/],
  ["--array=0-3", /sbatch gets --array from turnwise slurm itself\. .*--tasks/],
  ["--cpus-per-task=8", /--workers/],
  ["--dependency=afterok:3", /--dependency from turnwise slurm itself\.$/],
  ["--wait", /waits by itself/],
])("%s is refused", (flag, message) => {
  expect(() => sbatchFlags(["--mem=1G", flag])).toThrow(message);
});
