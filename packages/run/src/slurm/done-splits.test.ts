import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { emptyCounts } from "../counts.ts";
import type { Split } from "../pipeline.ts";
import { RunFolder } from "../splits/run-folder.ts";
import { DoneSplits } from "./done-splits.ts";

const splits: readonly Split[] = ["a", "b", "c"].map((key, index) => {
  return { index, source: 0, path: "rows.jsonl", name: "rows.jsonl", range: null, unit: "byte", bytes: 5, key };
});

test("a piece is done when its receipt and its files are there", () => {
  const path = mkdtempSync(join(tmpdir(), "turnwise-done-"));
  onTestFinished(() => rmSync(path, { recursive: true }));
  const folder = new RunFolder(path);
  const done = new DoneSplits(folder, splits);
  expect(done.count).toBe(0);
  const files = [{ name: "b.tokens", bytes: 3, sha256: "" }];
  const receipt = { key: "b", files, counts: emptyCounts(), rejections: [], bytes: 3 };
  writeFileSync(folder.receiptPath("b"), JSON.stringify(receipt));
  done.look();
  expect(done.count).toBe(0);
  writeFileSync(join(folder.spool, "b.tokens"), "abc");
  writeFileSync(folder.receiptPath("other"), "{}");
  done.look();
  expect([done.count, done.all]).toEqual([1, 3]);
  expect(done.missing.map(({ key }) => key)).toEqual(["a", "c"]);
});
