import { mkdirSync, mkdtempSync, renameSync, truncateSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Example } from "@turnwise/core";
import { expect, test } from "vitest";
import { holdSpool } from "./held-spool.ts";
import { spoolName } from "./spool-layout.ts";
import { SpoolWriter } from "./spool-writer.ts";
import { TokenReader, type TokenRun } from "./token-reader.ts";

const KEYS = ["first", "second"];

function exampleOf(ids: readonly number[], weights: readonly number[]): Example {
  return {
    ids: Int32Array.from(ids),
    weights: Float32Array.from(weights),
    trainedTokens: 1,
    composed: false,
    messages: 2,
    turns: [],
  };
}

/** A spool of two splits with two examples each. */
async function spoolOf(weighted: boolean, weights: readonly number[]): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), "turnwise-spool-"));
  for (const [at, key] of KEYS.entries()) {
    const attempt = join(folder, "attempt");
    mkdirSync(attempt);
    const spool = new SpoolWriter(attempt, weighted);
    const place = { position: 0, line: 1, example: 0 };
    spool.example(place, exampleOf([10 * at, 10 * at + 1, 2 ** 31 - 1], weights));
    spool.example(place, exampleOf([10 * at + 3], [0]));
    for (const { name } of spool.end()) renameSync(join(attempt, name), join(folder, `${key}.${name}`));
    spool.abandon();
  }
  return folder;
}

const room = (count: number): TokenRun => ({ ids: new Int32Array(count), weights: new Float32Array(count) });

test.each([
  ["of weights 0 and 1, in memory", false, [0, 1, 1], true],
  ["of weights 0 and 1, in files", false, [0, 1, 1], false],
  ["of other weights, in memory", true, [0, 0.5, 2], true],
  ["of other weights, in files", true, [0, 0.5, 2], false],
])("ids and weights come back as they were written: %s", async (_, weighted, weights, isHeld) => {
  const folder = await spoolOf(weighted, weights);
  const reader = new TokenReader(folder, KEYS, weighted, isHeld ? holdSpool(folder, KEYS, weighted) : null);
  for (const at of KEYS.keys()) {
    const run = room(3);
    reader.read(at, 0, run);
    expect([...run.ids]).toEqual([10 * at, 10 * at + 1, 2 ** 31 - 1]);
    expect([...run.weights]).toEqual(weights);
    const last = room(2);
    reader.read(at, 2, last);
    expect([...last.ids]).toEqual([2 ** 31 - 1, 10 * at + 3]);
  }
  expect(() => reader.read(0, 3, room(2))).toThrow(/first\.tokens ends too early/);
  reader.close();
});

test("a file that is missing or became shorter is named", async () => {
  const folder = await spoolOf(true, [0, 0.5, 2]);
  const held = holdSpool(folder, KEYS, true);
  expect([...(held?.files.keys() ?? [])]).toEqual(["first.tokens", "first.weights", "second.tokens", "second.weights"]);
  truncateSync(join(folder, spoolName("second", "weights")), 4);
  const reader = new TokenReader(folder, [...KEYS, "third"], true);
  expect(() => reader.read(1, 0, room(3))).toThrow(/second\.weights ends too early/);
  expect(() => reader.read(2, 0, room(3))).toThrow(/third\.tokens cannot be read/);
  expect(() => holdSpool(folder, ["third"], true)).toThrow(/third\.tokens cannot be read/);
});
