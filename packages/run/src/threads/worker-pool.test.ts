import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { InputOutputError } from "@turnwise/core";
import { afterEach, expect, test } from "vitest";
import type { Split } from "../pipeline.ts";
import type { SplitProgress } from "../splits/work-split.ts";
import { createWorkerPool, type TaskPool } from "./worker-pool.ts";

/** A thread that does what the split's name says; `deaths` counts over all threads. */
const SCRIPT = `
import { parentPort, workerData } from "node:worker_threads";
const deaths = new Int32Array(workerData.settings);
let written = () => {};
parentPort.on("message", ({ id, task: { split } }) => {
  const say = (answer) => parentPort.postMessage({ id, answer });
  const [what, times] = split.name.split(" ");
  if (what === "die" && Atomics.add(deaths, 0, 1) < Number(times)) process.exit(3);
  if (what === "fail") {
    const failure = { code: "output-failed", message: "the disk is full", stack: null, isInputOutput: true };
    return say({ kind: "failed", failure });
  }
  if (what === "write") {
    say({ kind: "prepared" });
    written = () => answer();
    if (times === undefined) return;
    return setTimeout(written, Number(times));
  }
  written();
  answer();
  function answer() {
  say({ kind: "progress", more: { prepared: 2, rejected: 1, bytes: 30 } });
  say({ kind: "split", receipt: { key: split.key, files: [], counts: { prepared: 2, rejected: 1, tokens: 9 }, rejections: [], bytes: 0 }, isReused: false, damaged: [], timings: { stages: { prepare: 5 }, processor: null } });
  }
});
`;

const pools: TaskPool[] = [];
afterEach(async () => {
  await Promise.all(pools.splice(0).map((pool) => pool.close()));
});

function openPool(size: number, onProgress: (more: SplitProgress) => void = () => {}): TaskPool {
  const script = join(mkdtempSync(join(tmpdir(), "turnwise-pool-")), "worker.mjs");
  writeFileSync(script, SCRIPT);
  const settings = new SharedArrayBuffer(4);
  const pool = createWorkerPool({ size, script: pathToFileURL(script), settings, folder: "", onProgress });
  pools.push(pool);
  return pool;
}

function task(name: string): { readonly kind: "split"; readonly split: Split; readonly limit: null } {
  const split: Split = {
    index: 0,
    source: 0,
    path: "",
    name,
    range: { start: 10, end: 20 },
    unit: "byte",
    bytes: 10,
    key: name,
  };
  return { kind: "split", split, limit: null };
}

test("tasks come back with their own results, and progress on the way", async () => {
  const seen: SplitProgress[] = [];
  const pool = openPool(2, (more) => seen.push(more));
  const names = ["a", "b", "c", "d", "e"];
  const results = await Promise.all(names.map((name) => pool.run(task(name))));
  expect(results.map((result) => (result.kind === "split" ? result.receipt.key : ""))).toEqual(names);
  expect(seen).toHaveLength(5);
});

test("a task whose thread died is done once more", async () => {
  const pool = openPool(1);
  await expect(pool.run(task("die 1"))).resolves.toMatchObject({ kind: "split" });
  await expect(pool.run(task("a"))).resolves.toMatchObject({ kind: "split" });
});

test("a task over which threads die is named, and the others go on", async () => {
  const pool = openPool(2);
  const dead = pool.run(task("die 9"));
  const other = pool.run(task("a"));
  await expect(dead).rejects.toMatchObject({
    code: "worker-died",
    message: expect.stringMatching(/ended twice over die 9, bytes 10 to 20: it ended with exit code 3/),
  });
  await expect(other).resolves.toMatchObject({ kind: "split" });
  await expect(pool.run(task("b"))).resolves.toMatchObject({ kind: "split" });
});

test("the next task begins while the disk has its time with a split", async () => {
  const pool = openPool(1);
  // The first is answered when the second comes.
  const results = await Promise.all([pool.run(task("write")), pool.run(task("a"))]);
  expect(results.map((result) => (result.kind === "split" ? result.receipt.key : ""))).toEqual(["write", "a"]);
});

test("a split that waited for the disk when its thread died over another is done once more", async () => {
  const pool = openPool(1);
  const written = pool.run(task("write 200"));
  await expect(pool.run(task("die 9"))).rejects.toMatchObject({ code: "worker-died" });
  await expect(written).resolves.toMatchObject({ kind: "split", receipt: { key: "write 200" } });
  expect(pool.retries()).toBe(2);
});

test("a pool knows what its workers did", async () => {
  const pool = openPool(2);
  await Promise.all(["a", "b", "c", "die 1", "fail"].map((name) => pool.run(task(name)).catch(() => {})));
  const workers = pool.timings();
  expect(workers.reduce((sum, { splits }) => sum + splits, 0)).toBe(4);
  expect(workers.reduce((sum, { stages }) => sum + (stages.prepare ?? 0), 0)).toBe(20);
  for (const { splits, rows, tokens } of workers) expect([rows, tokens]).toEqual([3 * splits, 9 * splits]);
  expect(pool.retries()).toBe(1);
});

test("an error keeps its code and its class", async () => {
  const error = await openPool(1)
    .run(task("fail"))
    .catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(InputOutputError);
  expect(error).toMatchObject({ code: "output-failed", message: "the disk is full" });
});
