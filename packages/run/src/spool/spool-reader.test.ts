import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { EXAMPLE_BYTES, EXAMPLE_RECORD, spoolName } from "./spool-layout.ts";
import { SpooledExamples } from "./spooled-examples.ts";
import { readExampleRecords } from "./spool-reader.ts";

/** A spool with one split of as many examples as there are lengths. */
function spoolWith(lengths: readonly number[]): string {
  const folder = mkdtempSync(join(tmpdir(), "turnwise-spool-"));
  const records = new DataView(new ArrayBuffer(lengths.length * EXAMPLE_BYTES));
  for (const [at, tokens] of lengths.entries()) {
    records.setInt32(at * EXAMPLE_BYTES + EXAMPLE_RECORD.tokens, tokens, true);
    records.setInt32(at * EXAMPLE_BYTES + EXAMPLE_RECORD.line, at + 1, true);
  }
  writeFileSync(join(folder, spoolName("key", "examples")), new Uint8Array(records.buffer));
  return folder;
}

test("records are read piece by piece, all of them and in order", () => {
  for (const count of [0, 1, 4095, 4096, 4097, 10_000]) {
    const folder = spoolWith(Array.from({ length: count }, (_, at) => at));
    const records = [...readExampleRecords(folder, "key")];
    expect(records.map(({ line }) => line)).toEqual(Array.from({ length: count }, (_, at) => at + 1));
  }
});

test("a split of more tokens than 32 bits count has offsets all the same", () => {
  const folder = spoolWith([2 ** 30, 2 ** 30, 2 ** 30, 2 ** 31 - 1, 5]);
  const examples = new SpooledExamples(folder, [{ key: "key", examples: 5 }]);
  expect([0, 1, 2, 3, 4].map((example) => examples.offsetOf(example))).toEqual([
    0,
    2 ** 30,
    2 ** 31,
    3 * 2 ** 30,
    3 * 2 ** 30 + 2 ** 31 - 1,
  ]);
});

test("offsets count from each split's own first token", () => {
  const lengths = Array.from({ length: 150 }, (_, at) => (at * 37) % 11);
  const folder = spoolWith(lengths);
  const keys = ["key", "key", "key"];
  const examples = new SpooledExamples(
    folder,
    keys.map((key) => ({ key, examples: lengths.length })),
  );
  let offset = 0;
  const once = lengths.map((length) => (offset += length) - length);
  const all = Array.from(examples.lengths, (_, example) => examples.offsetOf(example));
  expect(all).toEqual([...once, ...once, ...once]);
  expect([0, 149, 150, 449].map((example) => examples.splitOf(example))).toEqual([0, 0, 1, 2]);
});
