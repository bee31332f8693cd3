import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { hashes } from "../support/hashes.ts";
import { modelDirectory, root, turnwise, turnwiseWith, type Run } from "../support/turnwise.ts";
import { processOfTask, SlurmCluster, until } from "./slurm-cluster.ts";

const asked = process.env["TURNWISE_SLURM"] === "1";
const reason = "it installs Slurm from Debian's packages, and starts its daemons as root; TURNWISE_SLURM=1 runs it";
if (!asked) console.info(`test/slurm is skipped: ${reason}.`);

const MAX_ARRAY_SIZE = 9;
const TASKS = 4;
/** Several seconds of work for each task, in some ten pieces, on two cores. */
const ROWS = 72_000;
const SETTINGS = ["--model", modelDirectory("qwen3"), "--clock", "2024-07-26T13:45:07Z", "--pack", "2048"];
const PIECES = ["--split-size", "2400000"];
const FLAGS = ["--tasks", String(TASKS), "--workers", "1", ...PIECES];
const SBATCH = ["--", "--mem=500"];

/** A command that runs while the test does something to its jobs. */
interface Following {
  /** What it printed so far. */
  readonly printed: () => string;
  readonly interrupt: () => void;
  readonly exit: Promise<number | null>;
}

describe.skipIf(!asked)(`turnwise slurm on two nodes${asked ? "" : ` (skipped: ${reason})`}`, () => {
  let folder: string;
  let cluster: SlurmCluster;
  let rows: string;
  let expected: Readonly<Record<string, string>>;

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "turnwise-slurm-"));
    cluster = new SlurmCluster(join(folder, "cluster"), MAX_ARRAY_SIZE);
    process.env["TURNWISE_CACHE"] = join(root, ".cache/test-tokenizers");
    // A name that a shell would take apart, and Slurm, too.
    const data = join(folder, "data of 100% $(touch broken) 'we' have");
    mkdirSync(data);
    rows = join(data, "rows.jsonl");
    writeFileSync(rows, generatedRows(ROWS));
    const alone = join(folder, "alone");
    turnwise("prepare", rows, ...SETTINGS, "--out", alone, "--workers", "2", "--quiet");
    expected = hashes(alone);
  }, 600_000);
  afterEach(() => cluster.clear());
  afterAll(() => {
    cluster.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  /** Below the folder whose name a shell would take apart. */
  function outputOf(name: string): string {
    return join(folder, "data of 100% $(touch broken) 'we' have", name);
  }

  function slurm(name: string, ...more: readonly string[]): Run {
    const given = ["slurm", rows, ...SETTINGS, "--out", outputOf(name), ...FLAGS, ...more, ...SBATCH];
    return turnwiseWith({ env: cluster.environment }, ...given);
  }

  function follow(name: string): Following {
    const given = ["slurm", rows, ...SETTINGS, "--out", outputOf(name), ...FLAGS, ...SBATCH];
    const command = [join(root, "packages/cli/bin/turnwise.mjs"), ...given];
    const child = spawn(process.execPath, command, { cwd: root, env: { ...process.env, ...cluster.environment } });
    let printed = "";
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (printed += String(chunk)));
    const exit = new Promise<number | null>((resolve) => void child.once("close", resolve));
    return { printed: () => printed, interrupt: () => void child.kill("SIGINT"), exit };
  }

  function receipts(name: string): readonly string[] {
    try {
      return readdirSync(`${join(outputOf(name))}.work/receipts`);
    } catch {
      return [];
    }
  }

  function jobsOfTasks(): ReturnType<SlurmCluster["jobs"]> {
    return cluster.jobs().filter(({ task }) => task !== "N/A");
  }

  /** Waits until tasks run on a node, and pieces are done. */
  async function inTheMiddle(name: string, node = "n1"): Promise<void> {
    await until(() => receipts(name).length >= 3);
    await until(() => cluster.jobs().some((job) => job.node === node && job.state === "RUNNING"));
  }

  test("gives the bytes of prepare, with work on both nodes, and then has nothing to do", () => {
    const run = slurm("whole");
    expect(run).toMatchObject({ code: 0, stdout: expect.stringContaining(`${ROWS.toLocaleString("en")} of`) });
    expect(run.stderr).toMatch(/submitted: array \d+ for 4 tasks\n/);
    expect(hashes(outputOf("whole"))).toEqual(expected);
    const jobs = cluster.jobs();
    expect(jobs.map(({ state }) => state)).toEqual(Array(TASKS + 1).fill("COMPLETED"));
    expect(new Set(jobs.filter(({ task }) => task !== "N/A").map(({ node }) => node))).toEqual(new Set(["n1", "n2"]));
    expect(slurm("whole")).toMatchObject({ code: 0, stdout: expect.stringMatching(/^nothing to do: /) });
    expect(cluster.jobs()).toHaveLength(TASKS + 1);
    expect(readdirSync(root)).not.toContain("broken");
  }, 300_000);

  test("names what is missing where tasks were killed, and submits nothing but that", async () => {
    const first = follow("killed");
    await inTheMiddle("killed");
    const running = jobsOfTasks().filter(({ state }) => state === "RUNNING");
    const [cancelled, killed] = running.map(({ task }) => Number(task));
    cluster.ask("scancel", `${running[0]?.array}_${cancelled}`);
    process.kill(processOfTask("killed.work", killed ?? -1), "SIGKILL");
    expect(await first.exit).toBe(3);
    expect(first.printed()).toMatch(new RegExp(`task ${cancelled}: CANCELLED`));
    expect(first.printed()).toMatch(
      new RegExp(`task ${killed}: FAILED \\(\\w+\\) on n\\d; .*rows\\.jsonl, bytes \\d+ to`),
    );
    expect(first.printed()).toMatch(/The same command submits what is missing\./);
    const done = new Map(receipts("killed").map((key) => [key, written("killed", key)]));
    const before = new Set(cluster.jobs().map(({ array }) => array));
    const second = slurm("killed");
    expect(second.code).toBe(0);
    expect(second.stderr).toMatch(/submitted: array \d+ for 2 tasks\n/);
    const submitted = jobsOfTasks().filter(({ array }) => !before.has(array));
    expect(submitted.map(({ task }) => Number(task)).toSorted()).toEqual([cancelled, killed].toSorted());
    expect(done.size).toBeGreaterThan(3);
    expect(readdirSync(`${outputOf("killed")}.work/attempts`)).toEqual([]);
    for (const [key, time] of done) expect(written("killed", key)).toBe(time);
    expect(hashes(outputOf("killed"))).toEqual(expected);
  }, 300_000);

  test("goes on by itself where a node goes down", async () => {
    const run = follow("node-down");
    await inTheMiddle("node-down", "n2");
    cluster.crash("n2");
    expect(await run.exit).toBe(0);
    expect(cluster.ask("sinfo", "--noheader", "--nodes=n2", "--format=%T")).toMatch(/^down/);
    expect(hashes(outputOf("node-down"))).toEqual(expected);
    await cluster.restart("n2");
  }, 300_000);

  test("Ctrl-C leaves the jobs running, and the same command follows them", async () => {
    const first = follow("followed");
    await inTheMiddle("followed");
    const jobs = cluster.jobs().length;
    first.interrupt();
    expect(await first.exit).toBe(130);
    const [, numbers = ""] = /To cancel them: scancel ([\d ]+)\n/.exec(first.printed()) ?? [];
    expect(numbers.split(" ")).toHaveLength(2);
    expect(slurm("followed", "--seed", "5").stderr).toMatch(
      /the jobs [\d, ]+ in the queue belong to another plan.*--tasks or versions/,
    );
    const second = slurm("followed");
    expect(second).toMatchObject({ code: 0, stderr: expect.stringMatching(/in the queue already: \d+\n/) });
    expect(second.stderr).not.toMatch(/submitted/);
    expect(cluster.jobs()).toHaveLength(jobs);
    expect(hashes(outputOf("followed"))).toEqual(expected);
  }, 300_000);

  test("a task that was taken out of the queue comes back, and the output is written behind it", () => {
    cluster.ask("scontrol", "update", "NodeName=n1,n2", "State=DRAIN", "Reason=test");
    expect(slurm("taken", "--no-follow").code).toBe(0);
    const [pending] = cluster.jobs().filter(({ task, state }) => task === "2" && state === "PENDING");
    cluster.ask("scancel", `${pending?.array}_2`);
    const again = slurm("taken", "--no-follow");
    expect(again.stderr).toMatch(/submitted: array \d+ for 1 task\n.*\n?cancelled: \d+, which would have written/);
    cluster.ask("scontrol", "update", "NodeName=n1,n2", "State=RESUME");
    expect(slurm("taken").code).toBe(0);
    expect(hashes(outputOf("taken"))).toEqual(expected);
  }, 300_000);

  test("says what Slurm does not do", () => {
    const flags = ["slurm", rows, ...SETTINGS, "--out", outputOf("many"), ...PIECES];
    const many = turnwiseWith({ env: cluster.environment }, ...flags, "--tasks", "10");
    expect(many.stderr).toMatch(/--tasks 10: arrays of this Slurm have at most 9 tasks/);
    const nowhere = turnwiseWith({ env: cluster.environment }, ...flags, "--", "--partition=nowhere");
    expect(nowhere).toMatchObject({ code: 2, stderr: expect.stringMatching(/sbatch: .*invalid partition specified/) });
  }, 60_000);

  function written(name: string, key: string): number {
    return statSync(join(`${outputOf(name)}.work/receipts`, key)).mtimeMs;
  }
});

/** Conversations of several turns, all different. */
function generatedRows(count: number): string {
  const words = readFileSync(join(root, "README.md"), "utf8").split(/\s+/);
  const text = (seed: number, length: number): string =>
    Array.from({ length }, (_, at) => words[(seed * 31 + at * (1 + (seed % 7))) % words.length]).join(" ");
  const lines = Array.from({ length: count }, (_, row) => {
    const turns = [0, 1].flatMap((turn) => [
      { role: "user", content: text(row * 4 + turn, 40) },
      { role: "assistant", content: `${row}: ${text(row * 4 + turn + 2, 60)}` },
    ]);
    return JSON.stringify({ messages: turns });
  });
  return `${lines.join("\n")}\n`;
}
