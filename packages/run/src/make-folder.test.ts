import { existsSync, mkdtempSync, rmSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { makeFolder } from "./make-folder.ts";

const folder = mkdtempSync(join(tmpdir(), "turnwise-folders-"));
afterAll(() => rmSync(folder, { recursive: true }));

test("makes those above it, too, and leaves what is there", () => {
  const path = join(folder, "a", "b", "c");
  makeFolder(path);
  makeFolder(path);
  expect(statSync(path).isDirectory()).toBe(true);
});

test("a file or a link to nowhere in its place is an error", () => {
  writeFileSync(join(folder, "file"), "");
  symlinkSync(join(folder, "nowhere"), join(folder, "link"));
  for (const path of ["file", "file/inner", "link", "link/inner"]) {
    expect(() => makeFolder(join(folder, path), path)).toThrow(path);
  }
});

// Node's own way of making all folders at once never comes back from here.
test.runIf(existsSync("/proc/self"))("where nobody can make one, it ends", () => {
  expect(() => makeFolder("/proc/turnwise/output")).toThrow("/proc/turnwise/output");
});
