import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { nextTokenShift, type ShardWriter } from "@turnwise/core";
import { describe, expect, it } from "vitest";
import {
  idsOf,
  lineWriter,
  memoryRun,
  OUTPUT,
  PACKED,
  pieceWriter,
  pretendedPipeline,
  type PretendedRow,
} from "./memory-run.fixture.ts";

const ROWS: readonly PretendedRow[] = [[5], "odd", [3, 4], "blank", [9], [20], "bad", [2], [7], [6, 1]];
const INDEX = "index/rows.parquet";

describe("a run", () => {
  it("gives the same files for every size of the splits", async () => {
    for (const output of [OUTPUT, PACKED, { ...PACKED, shuffle: true, seed: 7, validation: 0.3, shardTokens: 12 }]) {
      const whole = await memoryRun(ROWS, { output });
      for (const rowsPerSplit of [1, 2, 3, 7]) {
        const pieces = await memoryRun(ROWS, { output, rowsPerSplit });
        expect(pieces.files).toEqual(whole.files);
        expect(pieces.files.map((file) => pieces.text(file))).toEqual(whole.files.map((file) => whole.text(file)));
        expect(pieces.counts).toEqual(whole.counts);
        expect(pieces.rejections).toEqual(whole.rejections);
      }
    }
  });

  it("writes examples as rows, in the order of the input", async () => {
    const run = await memoryRun(ROWS);
    const rows = run.lines("train-00000.jsonl");
    expect(rows.map(({ ids }) => ids)).toEqual([
      idsOf(0, 0, 5),
      idsOf(2, 0, 3),
      idsOf(2, 1, 4),
      idsOf(4, 0, 9),
      idsOf(5, 0, 20),
      idsOf(7, 0, 2),
      idsOf(8, 0, 7),
      idsOf(9, 0, 6),
      idsOf(9, 1, 1),
    ]);
    expect(rows[0]?.["labels"]).toEqual([-100, 1, 2, 3, 4]);
    expect(run.counts).toMatchObject({ lines: 10, blank: 1, prepared: 7, rejected: 2, examples: 9, tokens: 57 });
    expect(run.counts.diagnostics).toEqual([{ code: "noticed", message: "something", count: 7 }]);
  });

  it("names lines of the whole input in what it refuses, with the row itself", async () => {
    const run = await memoryRun(ROWS, { rowsPerSplit: 3, output: PACKED });
    expect(run.lines("rejected.jsonl")).toEqual([
      { source: "rows.jsonl", line: 2, position: 10, code: "odd", message: "row 1 is odd", row: { index: 1 } },
      expect.objectContaining({ line: 6, position: 50, code: "over-length", example: 0 }),
      { source: "rows.jsonl", line: 7, position: 60, code: "bad", message: "row 6 is bad", row: { index: 6 } },
    ]);
    expect(run.rejections).toEqual([
      { code: "odd", source: "rows.jsonl", line: 2, message: "row 1 is odd" },
      { code: "bad", source: "rows.jsonl", line: 7, message: "row 6 is bad" },
    ]);
    expect(run.overLength).toBe(1);
  });

  it.each([
    ["packed", PACKED],
    ["packed, shifted", { ...PACKED, shift: nextTokenShift, maxLength: 15 }],
    ["packed, cut", { ...PACKED, overLength: "keep-start" }],
    ["in several files, shuffled", { ...OUTPUT, shardTokens: 10, shuffle: true, seed: 3 }],
    ["with validation", { ...PACKED, validation: 0.5, seed: 1 }],
  ] as const)("says in the index where each example stands: %s", async (_, output) => {
    const run = await memoryRun(ROWS, { output, rowsPerSplit: 2 });
    const index = run.lines(INDEX);
    expect(index).toHaveLength(9);
    let placed = 0;
    for (const { line, example, shard, row, start, length, trained_tokens: trained } of index) {
      if (shard === "") continue;
      placed++;
      const written = run.lines(String(shard))[Number(row)] as { ids: number[]; labels: number[] };
      const [from, to] = [Number(start), Number(start) + Number(length)];
      expect(written.ids.slice(from, to)).toEqual(idsOf(Number(line) - 1, Number(example), Number(length)));
      const labels = written.labels.slice(from, to);
      expect(labels.filter((label) => label !== -100)).toHaveLength(Number(trained));
    }
    expect(placed).toBe(output.overLength === "keep-start" || output.maxLength === null ? 9 : 8);
    expect(run.parts.reduce((sum, { examples }) => sum + examples, 0)).toBe(placed);
    expect(run.parts.reduce((sum, { trainedTokens }) => sum + trainedTokens, 0)).toBe(
      index.reduce((sum, each) => sum + Number(each["trained_tokens"]), 0),
    );
  });

  it("keeps packed rows within the capacity, and no label reaches into a neighbour", async () => {
    const run = await memoryRun(ROWS, { output: PACKED });
    for (const { ids, labels, lengths } of run.lines("train-00000.jsonl") as Record<string, number[]>[]) {
      expect(ids?.length).toBeLessThanOrEqual(16);
      expect(lengths?.reduce((sum, length) => sum + length, 0)).toBe(ids?.length);
      let start = 0;
      for (const length of lengths ?? []) {
        expect(labels?.[start]).toBe(-100);
        start += length;
      }
    }
  });

  it("sets the same rows aside whatever else is there, all examples of a row together", async () => {
    const output = { ...OUTPUT, validation: 0.4, seed: 5 };
    const all = await memoryRun(ROWS, { output });
    const fewer = await memoryRun(ROWS.slice(0, 6), { output });
    const partOf = (run: typeof all): Map<unknown, unknown> =>
      new Map(run.lines(INDEX).map(({ line, shard }) => [line, String(shard).replace(/-.*/, "")]));
    const parts = partOf(all);
    expect(new Set(parts.values())).toEqual(new Set(["train", "validation"]));
    for (const [line, part] of partOf(fewer)) expect(parts.get(line)).toBe(part);
    for (const { line, shard } of all.lines(INDEX)) expect(String(shard)).toContain(String(parts.get(line)));
  });

  it("stops behind a number of rows, and its work is no other run's", async () => {
    const first = await memoryRun(ROWS, { limit: 4, rowsPerSplit: 3 });
    expect(first.counts).toMatchObject({ prepared: 3, rejected: 1 });
    const all = await memoryRun(ROWS, { rowsPerSplit: 3, folder: first.folder.path });
    expect(all.worked.reused).toBe(0);
    expect(all.counts.prepared).toBe(7);
  });
});

function joinNothing(): Promise<never> {
  return Promise.reject(new Error("the disk is full"));
}

describe("a writer of pieces", () => {
  const rows = Array.from({ length: 9 }, () => [600_000]);
  const output = { ...OUTPUT, writer: pieceWriter, shardTokens: 4_000_000 };

  it("gets the rows of a shard in pieces of two million tokens, and joins them in their order", async () => {
    const joined = await memoryRun(rows, { output });
    const plain = await memoryRun(rows, { output: { ...output, writer: lineWriter } });
    expect(joined.files).toEqual(["train-00000.jsonl", "train-00001.jsonl", INDEX, "rejected.jsonl"]);
    expect(joined.text("train-00000.jsonl.pieces")).toBe("[4,3]");
    expect(joined.text("train-00001.jsonl.pieces")).toBe("[2]");
    expect(joined.files.filter((file) => joined.text(file) !== plain.text(file))).toEqual([]);
    expect(joined.parts).toEqual(plain.parts);
  });

  it("whose disk is full ends the run with that error", async () => {
    const { pieces } = pieceWriter;
    const full: ShardWriter = { ...pieceWriter, ...(pieces && { pieces: { ...pieces, join: joinNothing } }) };
    await expect(memoryRun(rows, { output: { ...output, writer: full } })).rejects.toThrow("the disk is full");
  });
});

describe("the index", () => {
  it("is made in pieces of 65,536 lines, wherever pieces of the input end", async () => {
    const rows = Array.from({ length: 50_000 }, (_, row) => (row % 2 === 0 ? [3] : [2, 4]));
    const output = { ...OUTPUT, shardTokens: 100_000 };
    const whole = await memoryRun(rows, { output });
    expect(whole.text(`${INDEX}.pieces`)).toBe("[65536,9464]");
    const pieces = await memoryRun(rows, { output, rowsPerSplit: 12_345 });
    expect(pieces.text(INDEX)).toBe(whole.text(INDEX));
    const expected = rows.flatMap((row, at) =>
      row.map((length, example) => ({
        line: at + 1,
        example,
        length,
        trained_tokens: length - 1,
        composed: example > 0,
      })),
    );
    expect(
      pieces.lines(INDEX).map(({ line, example, length, trained_tokens, composed }) => ({
        line,
        example,
        length,
        trained_tokens,
        composed,
      })),
    ).toEqual(expected);
  });
});

describe("a run that goes on", () => {
  it("does what is not done, and nothing else", async () => {
    const first = await memoryRun(ROWS, { rowsPerSplit: 3 });
    const [receipt] = first.worked.receipts;
    const refusing = { ...pretendedPipeline(ROWS), prepare: () => expect.fail("the work is done already") };
    const again = await memoryRun(ROWS, { rowsPerSplit: 3, folder: first.folder.path, pipeline: refusing });
    expect(again.worked.reused).toBe(4);
    expect(again.text(INDEX)).toBe(first.text(INDEX));
    expect(JSON.stringify(again.counts)).toBe(JSON.stringify(first.counts));
    rmSync(first.folder.spoolPath(receipt?.key ?? "", "tokens"));
    const mended = await memoryRun(ROWS, { rowsPerSplit: 3, folder: first.folder.path });
    expect(mended.worked.reused).toBe(3);
    expect(mended.text("train-00000.jsonl")).toBe(first.text("train-00000.jsonl"));
  });

  it("does again what a disk has changed, and names the file", async () => {
    const first = await memoryRun(ROWS, { rowsPerSplit: 3 });
    const path = first.folder.spoolPath(first.worked.receipts[2]?.key ?? "", "tokens");
    const bytes = readFileSync(path);
    bytes[5] = (bytes[5] ?? 0) ^ 1;
    writeFileSync(path, bytes);
    const mended = await memoryRun(ROWS, { rowsPerSplit: 3, folder: first.folder.path });
    expect(mended.worked).toMatchObject({ reused: 3, damaged: [path] });
    expect(mended.text("train-00000.jsonl")).toBe(first.text("train-00000.jsonl"));
    const again = await memoryRun(ROWS, { rowsPerSplit: 3, folder: first.folder.path });
    expect(again.worked).toMatchObject({ reused: 4, damaged: [] });
  });

  it("packs anew without preparing anything", async () => {
    const first = await memoryRun(ROWS);
    const repacked = await memoryRun(ROWS, { folder: first.folder.path, output: PACKED });
    expect(repacked.worked.reused).toBe(1);
    expect(repacked.text("train-00000.jsonl")).toBe(
      (await memoryRun(ROWS, { output: PACKED })).text("train-00000.jsonl"),
    );
  });

  it("keeps what is done when a row's fault ends it", async () => {
    const pipeline = pretendedPipeline(ROWS);
    const first = await memoryRun(ROWS.slice(0, 0));
    const failing = {
      ...pipeline,
      prepare(...given: Parameters<typeof pipeline.prepare>) {
        if (given[1].position === 70) throw new Error("a fault of the program");
        return pipeline.prepare(...given);
      },
    };
    const settings = { rowsPerSplit: 2, folder: first.folder.path };
    await expect(memoryRun(ROWS, { ...settings, pipeline: failing })).rejects.toThrow("a fault of the program");
    expect((await memoryRun(ROWS, settings)).worked.reused).toBe(3);
  });
});
