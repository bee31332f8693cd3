import { spawn } from "node:child_process";
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import * as fc from "fast-check";
import { asyncBufferFromFile, parquetReadObjects } from "hyparquet";
import { compressors } from "hyparquet-compressors";
import { beforeAll, describe, expect, test } from "vitest";
import { hashes } from "./support/hashes.ts";
import { chats, modelDirectory, root, temporaryFolder, turnwise, turnwiseWith, type Run } from "./support/turnwise.ts";

const qwen = modelDirectory("qwen3");
const cache = join(root, ".cache/test-tokenizers");

/** A file of some 200 rows, which differ. */
function manyRows(folder: string): string {
  const rows = readFileSync(join(root, chats), "utf8").trimEnd().split("\n");
  const file = join(folder, "many.jsonl");
  const numbered = Array.from({ length: 10 }, (_, times) => rows.map((row) => row.replaceAll("the ", `the ${times} `)));
  writeFileSync(file, `${numbered.flat().join("\n")}\n{"messages": [}\n`);
  return file;
}

function prepare(file: string, out: string, ...flags: readonly string[]): Run {
  return turnwise("prepare", file, "--model", qwen, "--out", out, "--max-rejected", "1", ...flags);
}

describe("a run", () => {
  let folder: string;
  let file: string;
  beforeAll(() => {
    process.env["TURNWISE_CACHE"] = cache;
  });

  test("gives the same bytes for any number of threads and any size of their pieces", () => {
    folder = temporaryFolder();
    file = manyRows(folder);
    const flags = ["--pack", "512", "--shuffle", "--validation", "0.1", "--shard-size", "4000"];
    const alone = join(folder, "alone");
    expect(prepare(file, alone, "--workers", "1", ...flags).code).toBe(0);
    const half = Math.ceil(statSync(file).size / 2);
    for (const [workers, bytes, threads] of [
      [1, 5000, 1],
      [2, 3000, 2],
      [3, half, 2],
    ] as const) {
      const out = join(folder, `with-${workers}`);
      const settings = ["--workers", String(workers), "--split-size", String(bytes)];
      expect(prepare(file, out, ...settings, ...flags).code).toBe(0);
      expect(hashes(out)).toEqual(hashes(alone));
      expect(JSON.parse(readFileSync(`${out}.work/run.json`, "utf8"))).toMatchObject({ total: { workers: threads } });
    }
    expect(readdirSync(alone).filter((name) => name.startsWith("train-")).length).toBeGreaterThan(1);
  });

  test("of one Parquet file gives row groups to several threads, and the same bytes", () => {
    folder = temporaryFolder();
    const groups = join(root, "packages/data/src/readers/fixtures/groups.parquet");
    const [alone, shared] = [join(folder, "alone"), join(folder, "shared")];
    expect(prepare(groups, alone, "--workers", "1").code).toBe(0);
    expect(prepare(groups, shared, "--workers", "2", "--split-size", "1").code).toBe(0);
    expect(hashes(shared)).toEqual(hashes(alone));
    expect(readdirSync(`${alone}.work/receipts`)).toHaveLength(1);
    expect(readdirSync(`${shared}.work/receipts`).length).toBeGreaterThan(1);
  });

  test("does nothing again that is done, and only what a change needs", () => {
    folder = temporaryFolder();
    file = manyRows(folder);
    const out = join(folder, "out");
    const flags = ["--workers", "1", "--split-size", "20000"];
    expect(prepare(file, out, ...flags).stdout).toContain("rows prepared into");
    expect(prepare(file, out, ...flags).stdout).toMatch(/^nothing to do/);
    const packed = prepare(file, out, ...flags, "--pack", "512", "--overwrite").stdout;
    const [, reused, pieces] = /(\d+) of (\d+) pieces of the input done before/.exec(packed) ?? [];
    expect(Number(pieces)).toBeGreaterThan(2);
    expect(reused).toBe(pieces);
    const masked = prepare(file, out, ...flags, "--mask", "last-assistant", "--overwrite").stdout;
    expect(masked).not.toContain("done before");
  });

  test("survives kill -9 at any moment", async () => {
    folder = temporaryFolder();
    file = manyRows(folder);
    const flags = ["--workers", "2", "--split-size", "2000", "--pack", "512", "--quiet"];
    const undisturbed = join(folder, "undisturbed");
    const start = performance.now();
    expect(prepare(file, undisturbed, ...flags).code).toBe(0);
    const whole = performance.now() - start;
    const expected = hashes(undisturbed);
    const out = join(folder, "out");
    const delays = fc.sample(fc.double({ min: 0.2, max: 1.1, noNaN: true }), { numRuns: 50, seed: 7 });
    let killed = 0;
    let finished = 0;
    for (const delay of delays) {
      const given = ["packages/cli/bin/turnwise.mjs", "prepare", file, "--model", qwen, "--out", out, ...flags];
      given.push("--max-rejected", "1");
      const child = spawn(process.execPath, given, { cwd: root, stdio: "ignore" });
      const exit = new Promise<number | null>((resolve) => void child.once("exit", resolve));
      await Promise.race([exit, sleep(delay * whole)]);
      child.kill("SIGKILL");
      if ((await exit) === 0) finished++;
      else killed++;
      if (!existsSync(out)) continue;
      expect(hashes(out)).toEqual(expected);
      rmSync(out, { recursive: true });
      rmSync(`${out}.work`, { recursive: true });
    }
    expect(killed).toBeGreaterThan(10);
    expect(killed + finished).toBe(50);
    expect(prepare(file, out, ...flags).code).toBe(0);
    expect(hashes(out)).toEqual(expected);
    expect(readdirSync(join(`${out}.work`, "attempts"))).toEqual([]);
  }, 600_000);
});

describe("a run on several machines", () => {
  test("gives what one process gives, whoever does which task how often", () => {
    const folder = temporaryFolder();
    const file = manyRows(folder);
    const alone = join(folder, "alone");
    const out = join(folder, "out");
    const run = ["--run", join(folder, "run")];
    const flags = ["--model", qwen, "--pack", "512", "--clock", "2024-07-26T13:45:07Z"];
    expect(prepare(file, alone, "--workers", "1", ...flags.slice(2)).code).toBe(0);
    const planned = turnwise("plan", file, ...flags, "--out", out, "--split-size", "15000", "--tasks", "2", ...run);
    expect(planned.stdout).toMatch(/in 2 tasks\n/);
    expect(turnwise("finalize", ...run)).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/are not done, those of the tasks 0,1\./),
    });
    expect(turnwise("work", ...run).stderr).toMatch(/which of the 2 tasks\?/);
    expect(turnwiseWith({ env: { SLURM_ARRAY_TASK_ID: "1" } }, "work", ...run, "--workers", "1").code).toBe(0);
    expect(turnwise("finalize", ...run).stderr).toMatch(/are not done, those of the tasks 0\./);
    expect(turnwise("work", ...run, "--task", "0").code).toBe(0);
    expect(turnwise("work", ...run, "--task", "0").stdout).toMatch(/^0 pieces done, \d+ done before/);
    const spool = join(folder, "run/spool");
    const tokens = join(spool, readdirSync(spool).find((name) => name.endsWith(".tokens")) ?? "");
    const written = readFileSync(tokens);
    writeFileSync(tokens, written.with(0, (written[0] ?? 0) ^ 1));
    expect(turnwise("finalize", ...run)).toMatchObject({
      code: 3,
      stderr: expect.stringMatching(/\.tokens is not what was written: .* The pieces are of the tasks [01]\./),
    });
    expect(turnwise("work", ...run, "--all").stderr).toContain(`${tokens} was missing or damaged`);
    expect(turnwise("finalize", ...run, "--quiet").code).toBe(0);
    expect(hashes(out)).toEqual(hashes(alone));
  });

  test("refuses to work where something else would come of it", () => {
    const folder = temporaryFolder();
    const file = manyRows(folder);
    const run = ["--run", join(folder, "run")];
    expect(turnwise("plan", file, "--model", qwen, "--out", join(folder, "out"), ...run).code).toBe(0);
    const path = join(folder, "run/plan.json");
    const plan = readFileSync(path, "utf8");
    writeFileSync(path, plan.replace('"mask": "assistant"', '"mask": "all"'));
    expect(turnwise("work", ...run, "--all").stderr).toMatch(/conventions\.mask was "all" and is "assistant" here/);
    writeFileSync(path, plan);
    writeFileSync(file, `${readFileSync(file, "utf8")}\n`);
    expect(turnwise("work", ...run, "--all").stderr).toMatch(/had \d+ when the run was planned/);
  });
});

describe("files for a trainer", () => {
  test.each([
    ["trl", [], ["input_ids", "labels"], "none"],
    ["trl", ["--pack", "512"], ["input_ids", "labels", "seq_lengths"], "none"],
    ["axolotl", [], ["input_ids", "attention_mask", "labels"], "none"],
    ["torchtune", [], ["tokens", "labels"], "none"],
    ["torchtune-main", [], ["tokens", "labels"], "next-token-padded"],
    ["megatron-bridge", ["--pack", "512"], ["input_ids", "loss_mask", "seq_start_id"], "rolled-mask"],
    ["generic", [], ["input_ids", "labels", "attention_mask"], "none"],
  ] as const)("%s %j", async (trainer, flags, columns, shift) => {
    const out = join(temporaryFolder(), "out");
    const run = prepare(chats, out, "--for", trainer, ...flags, "--json");
    expect(run.stderr).toBe("");
    const manifest = JSON.parse(run.stdout) as {
      readonly conventions: { readonly shift: string };
      readonly columns: readonly { readonly name: string }[];
      readonly outputs: readonly { readonly path: string }[];
    };
    expect(manifest.conventions.shift).toBe(shift);
    expect(manifest.columns.map(({ name }) => name)).toEqual(columns);
    const shard = manifest.outputs.find(({ path }) => path.startsWith("train-"))?.path ?? "";
    expect(shard).toMatch(trainer === "megatron-bridge" ? /\.idx\.parquet$/ : /\.parquet$/);
    const rows = await parquetReadObjects({ file: await asyncBufferFromFile(join(out, shard)), compressors });
    expect(Object.keys(rows[0] ?? {})).toEqual(columns);
  });

  test("llamafactory reads a folder of datasets", () => {
    const out = join(temporaryFolder(), "out");
    expect(prepare(chats, out, "--for", "llamafactory", "--validation", "0.3").code).toBe(0);
    expect(JSON.parse(readFileSync(join(out, "dataset/dataset_dict.json"), "utf8"))).toEqual({
      splits: ["train", "validation"],
    });
    expect(readdirSync(join(out, "dataset/train")).toSorted()).toEqual([
      "data-00000-of-00001.arrow",
      "dataset_info.json",
      "state.json",
    ]);
  });

  test.each([
    [["--for", "trl", "--shift", "next-token"], /--shift next-token contradicts --for trl.*shifted twice/],
    [["--for", "torchtune-main", "--shift", "none"], /nothing would shift them/],
    [["--for", "trl", "--recipe", "prompt-length"], /shifted twice/],
    [["--for", "axolotl", "--pack", "512"], /cannot tell the examples of a packed row apart/],
    [["--for", "megatron-bridge"], /add --pack/],
    [["--packing", "best-fit"], /needs --pack/],
    [["--pack", "512", "--max-length", "600"], /must fit into a packed row/],
    [["--for", "trl", "--mask", "scale(assistant, 0.5)"], /weights other than 0 and 1/],
    [["--for", "trll"], /Did you mean "trl"/],
  ])("%j is an error that says why", (flags, message) => {
    const out = join(temporaryFolder(), "out");
    const run = prepare(chats, out, ...flags);
    expect(run.code).toBe(2);
    expect(run.stderr).toMatch(message);
    expect(existsSync(out)).toBe(false);
    expect(existsSync(`${out}.work`)).toBe(false);
  });
});
