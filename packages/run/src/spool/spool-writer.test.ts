import { existsSync, mkdirSync, mkdtempSync, openSync, readdirSync, symlinkSync, closeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { HashedFileWriter } from "./hashed-file.ts";
import { SpoolWriter } from "./spool-writer.ts";

const NOTHING = { kind: "prepared" } as const;

function attempt(): string {
  const folder = join(mkdtempSync(join(tmpdir(), "turnwise-spool-")), "attempt");
  mkdirSync(folder);
  return folder;
}

/** How many files this process holds open. */
function openFiles(): number {
  return readdirSync("/proc/self/fd").length;
}

test.skipIf(!existsSync("/proc/self/fd"))("work that is given up leaves no folder and no open file", () => {
  const before = openFiles();
  const folder = attempt();
  const spool = new SpoolWriter(folder, false);
  spool.rejected(JSON.stringify(NOTHING));
  spool.abandon();
  expect(existsSync(folder)).toBe(false);
  expect(openFiles()).toBe(before);
});

test.skipIf(!existsSync("/proc/self/fd"))("a file that cannot be made ends all of them", () => {
  const before = openFiles();
  const folder = attempt();
  symlinkSync("/nowhere", join(folder, "turns"));
  expect(() => new SpoolWriter(folder, false)).toThrow(/cannot write .*turns: /);
  expect(existsSync(folder)).toBe(false);
  expect(openFiles()).toBe(before);
});

test("giving up work of which some files are finished closes no file twice", async () => {
  const folder = attempt();
  const spool = new SpoolWriter(folder, false);
  const receipt = new HashedFileWriter(join(folder, "receipt.json"));
  expect(spool.end().map(({ name }) => name)).toEqual(["tokens", "examples", "turns"]);
  await spool.sync(receipt);
  const taken = openSync("/dev/null", "r"); // gets the number of a file that was closed
  spool.abandon();
  expect(() => closeSync(taken)).not.toThrow();
});
