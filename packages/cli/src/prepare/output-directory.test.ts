import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { openOutputDirectory } from "./output-directory.ts";

/** The name that a process of this machine gave which is no more. */
function nameOfTheDead(): string {
  return `${hostname()}.${spawnSync(process.execPath, ["--version"]).pid}.0`;
}

function folderWith(...files: readonly string[]): string {
  const folder = mkdtempSync(join(tmpdir(), "turnwise-output-"));
  for (const file of files) {
    mkdirSync(join(folder, file, ".."), { recursive: true });
    writeFileSync(join(folder, file), file);
  }
  return folder;
}

test("what a process that was killed was writing goes with the next run; what others write stays", async () => {
  const alive = `.out.partial-${hostname()}.${process.ppid}.0`;
  const elsewhere = ".out.partial-another.host.1.0";
  const folder = folderWith(`.out.partial-${nameOfTheDead()}/train.parquet`, `${alive}/a`, `${elsewhere}/a`);
  const directory = await openOutputDirectory(join(folder, "out"), false);
  directory.discard();
  expect(readdirSync(folder).toSorted()).toEqual([alive, elsewhere].toSorted());
});

test("an output that was about to be replaced is put back", async () => {
  const folder = folderWith(`.out.replaced-${nameOfTheDead()}/manifest.json`);
  await expect(openOutputDirectory(join(folder, "out"), false)).rejects.toMatchObject({ code: "output-exists" });
  expect(readdirSync(folder)).toEqual(["out"]);
  const directory = await openOutputDirectory(join(folder, "out"), true);
  writeFileSync(join(directory.workPath, "manifest.json"), "new");
  await directory.publish();
  expect(readdirSync(folder)).toEqual(["out"]);
  expect(readFileSync(join(folder, "out/manifest.json"), "utf8")).toBe("new");
});

test("an output that was replaced already is not put back", async () => {
  const folder = folderWith(`.out.replaced-${nameOfTheDead()}/manifest.json`, "out/manifest.json");
  (await openOutputDirectory(join(folder, "out"), true)).discard();
  expect(readdirSync(folder)).toEqual(["out"]);
  expect(readFileSync(join(folder, "out/manifest.json"), "utf8")).toBe("out/manifest.json");
});

test("a file is no place for it", async () => {
  const path = join(mkdtempSync(join(tmpdir(), "turnwise-output-")), "chats.jsonl");
  writeFileSync(path, "");
  await expect(openOutputDirectory(path, true)).rejects.toThrow(`${path} is a file. --out names a directory`);
});
