import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import {
  idsOf,
  memoryRun,
  OUTPUT,
  PACKED,
  pretendedPipeline,
  type MemoryRun,
  type MemoryRunSettings,
  type PretendedRow,
} from "../memory-run.fixture.ts";
import type { RowPipeline } from "../pipeline.ts";

/** Rows of the same lengths pretend to be the same conversation. */
function withFingerprints(rows: readonly PretendedRow[]): RowPipeline {
  const pipeline = pretendedPipeline(rows);
  return {
    ...pipeline,
    prepare(split, record) {
      const prepared = pipeline.prepare(split, record);
      if (prepared.kind === "rejection") return prepared;
      const lengths = prepared.examples.map(({ ids }) => ids.length).join();
      return { ...prepared, fingerprint: createHash("sha256").update(lengths).digest().subarray(0, 16) };
    },
  };
}

const DEDUPLICATED = { ...OUTPUT, deduplicate: true };

function run(rows: readonly PretendedRow[], settings: MemoryRunSettings = {}): Promise<MemoryRun> {
  return memoryRun(rows, { output: DEDUPLICATED, pipeline: withFingerprints(rows), ...settings });
}

const ROWS: readonly PretendedRow[] = [[5], "odd", [3, 4], [5], "blank", [20], [3, 4], [4, 3], [20], [5], "odd"];

describe("rows that repeat others", () => {
  it("are left out, and what each repeats is said", async () => {
    const { lines, repeatedRows, counts } = await run(ROWS, { rowsPerSplit: 2 });
    expect(lines("train-00000.jsonl").map(({ ids }) => ids)).toEqual([
      idsOf(0, 0, 5),
      idsOf(2, 0, 3),
      idsOf(2, 1, 4),
      idsOf(5, 0, 20),
      idsOf(7, 0, 4),
      idsOf(7, 1, 3),
    ]);
    expect(repeatedRows).toBe(4);
    expect(counts).toMatchObject({ prepared: 8, examples: 11, rejected: 2 });
    const rejected = lines("rejected.jsonl");
    expect(rejected.map(({ line, code }) => [line, code])).toEqual([
      [2, "odd"],
      [4, "duplicate"],
      [7, "duplicate"],
      [9, "duplicate"],
      [10, "duplicate"],
      [11, "odd"],
    ]);
    expect(rejected[2]).toEqual({
      source: "rows.jsonl",
      line: 7,
      position: 60,
      code: "duplicate",
      message: "it is the same conversation as rows.jsonl, line 3.",
      repeats: { source: "rows.jsonl", line: 3, position: 20 },
    });
    const nowhere = lines("index/rows.parquet").filter(({ shard }) => shard === "");
    expect(nowhere.map(({ line, row }) => [line, row])).toEqual([4, 7, 7, 9, 10].map((line) => [line, -1]));
  });

  it("are the same for any size of the splits", async () => {
    const output = { ...PACKED, deduplicate: true, shuffle: true, seed: 7, validation: 0.3, shardTokens: 12 };
    const whole = await run(ROWS, { output });
    for (const rowsPerSplit of [1, 2, 3, 7]) {
      const pieces = await run(ROWS, { output, rowsPerSplit });
      expect(pieces.files.map((file) => pieces.text(file))).toEqual(whole.files.map((file) => whole.text(file)));
    }
  });

  it("are no longer counted as too long", async () => {
    const { overLength, lines } = await run(ROWS, { output: { ...PACKED, deduplicate: true } });
    expect(overLength).toBe(1);
    const codes = lines("rejected.jsonl").map(({ line, code }) => [line, code]);
    expect(codes.filter(([line]) => line === 6 || line === 9)).toEqual([
      [6, "over-length"],
      [9, "duplicate"],
    ]);
  });

  it("stay where nobody asks", async () => {
    const { repeatedRows, lines } = await run(ROWS, { output: OUTPUT });
    expect(repeatedRows).toBe(0);
    expect(lines("train-00000.jsonl")).toHaveLength(11);
  });

  it("are found among many, whatever collides", async () => {
    // 3,000 rows of 1,000 kinds: each kind stays once, the first.
    const rows = Array.from({ length: 3000 }, (_, row): PretendedRow => [1 + ((row * 7) % 1000), 1]);
    const { repeatedRows, lines } = await run(rows, {
      rowsPerSplit: 700,
      output: { ...DEDUPLICATED, shardTokens: 1e9 },
    });
    expect(repeatedRows).toBe(2000);
    const kept = lines("index/rows.parquet").filter(({ shard }) => shard !== "");
    expect(kept.map(({ line }) => line)).toEqual(Array.from({ length: 2000 }, (_, at) => 1 + (at >> 1)));
  });

  it("are found by another run of the same work", async () => {
    const first = await run(ROWS, { rowsPerSplit: 2, output: OUTPUT });
    const again = await run(ROWS, { rowsPerSplit: 2, folder: first.folder.path });
    expect(again.worked.reused).toBe(6);
    expect(again.text("rejected.jsonl")).toBe((await run(ROWS)).text("rejected.jsonl"));
  });
});
