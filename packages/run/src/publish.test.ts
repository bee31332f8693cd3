import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { publishFile } from "./publish.ts";

function folderWith(...files: readonly (readonly [name: string, text: string])[]): string {
  const folder = mkdtempSync(join(tmpdir(), "turnwise-publish-"));
  for (const [name, text] of files) writeFileSync(join(folder, name), text);
  return folder;
}

test("a file gets its name, and leaves nothing behind", async () => {
  const folder = folderWith(["temporary", "work"]);
  await publishFile(join(folder, "temporary"), join(folder, "final"));
  expect(readdirSync(folder)).toEqual(["final"]);
  expect(readFileSync(join(folder, "final"), "utf8")).toBe("work");
});

test("of many writers of the same work one wins, and the others are content", async () => {
  const names = Array.from({ length: 12 }, (_, index) => `temporary-${index}`);
  const folder = folderWith(...names.map((name) => [name, "work"] as const));
  await Promise.all(names.map((name) => publishFile(join(folder, name), join(folder, "final"))));
  expect(readdirSync(folder)).toEqual(["final"]);
});

test("work that came out otherwise is an error, and the first stays", async () => {
  const folder = folderWith(["first", "work"], ["second", "Work"]);
  await publishFile(join(folder, "first"), join(folder, "final"));
  await expect(publishFile(join(folder, "second"), join(folder, "final"))).rejects.toMatchObject({
    code: "not-deterministic",
  });
  expect(readFileSync(join(folder, "final"), "utf8")).toBe("work");
});
