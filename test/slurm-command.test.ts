import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { chats, modelDirectory, temporaryFolder, turnwise, turnwiseWith } from "./support/turnwise.ts";

const model = modelDirectory("qwen3");

describe("turnwise slurm without a Slurm", () => {
  test("--dry-run prints what would be submitted, and writes nothing", () => {
    const folder = join(temporaryFolder(), "it's $(here)");
    mkdirSync(folder);
    const out = join(folder, "out");
    const flags = ["--split-size", "2000", "--tasks", "3", "--workers", "2", "--dry-run", "--overwrite"];
    const run = turnwise("slurm", chats, "--model", model, "--out", out, ...flags, "--", "--partition=cpu", "--mem=8G");
    expect(run.code).toBe(0);
    const quoted = folder.replaceAll("'", `'\\''`);
    expect(run.stdout).toContain(`sbatch --parsable --partition=cpu --mem=8G --job-name=turnwise-out-`);
    expect(run.stdout).toContain(
      `'--output=${quoted}/out.work/slurm/task-%a.%A.log' --open-mode=append --requeue --array=0-2 '`,
    );
    expect(run.stdout).toMatch(/ exec \S*node \S+\/turnwise\.mjs work --run '.*' --workers 2\n/);
    expect(run.stdout).toMatch(/ exec \S*node \S+\/turnwise\.mjs finalize --run '.*' --workers 2 --overwrite\n/);
    expect(run.stdout).toContain("--dependency=afterany:JOB");
    expect(existsSync(`${out}.work`)).toBe(false);
  });

  test.each([
    [["--", "-p", "cpu"], /-p: flags of sbatch are written --name=value/],
    [["--limit", "5", "--dry-run"], /--limit counts rows/],
    [["--array-tasks", "5"], /unknown flag --array-tasks of slurm/],
    [["--tasks", "2000", "--dry-run"], /at most 1,001 tasks/],
    [[], /scontrol is not on this machine\. Run turnwise slurm where jobs are submitted/],
  ])("%j is an error that says why", (flags, message) => {
    const out = join(temporaryFolder(), "out");
    const given = ["slurm", chats, "--model", model, "--out", out, ...flags];
    const run = turnwiseWith({ env: { PATH: "/nonexistent" } }, ...given);
    expect(run).toMatchObject({ code: 2, stderr: expect.stringMatching(message) });
    expect(existsSync(`${out}.work`)).toBe(false);
  });
});
