import { mkdtempSync, readdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { memoryRun, pretendedPipeline } from "../memory-run.fixture.ts";

test("a split is read while the disk has its time with the one before it", async () => {
  const rows = [[4], [5], [6]];
  const folder = join(mkdtempSync(join(tmpdir(), "turnwise-inline-")), "work");
  const pretended = pretendedPipeline(rows);
  const receipts: number[] = [];
  const pipeline: typeof pretended = {
    ...pretended,
    read(split, signal) {
      receipts.push(readdirSync(join(folder, "receipts")).length);
      return pretended.read(split, signal);
    },
  };
  const { worked } = await memoryRun(rows, { rowsPerSplit: 1, folder, pipeline });
  expect(receipts.slice(0, 2)).toEqual([0, 0]);
  expect(worked.receipts.map(({ counts }) => counts.tokens)).toEqual([4, 5, 6]);
});
