import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ColumnDefinition, ShardRow, ShardWriter } from "@turnwise/core";
import { expect } from "vitest";
import { registerChecks, type Check } from "../check.ts";

export interface ShardWriterOptions {
  /** Reads a shard back: one object a row, lists as arrays of numbers, integers as numbers. */
  readonly read: (path: string) => Promise<readonly Readonly<Record<string, unknown>>[]>;
}

/**
 * The contract of a shard writer: what is written can be read.
 *
 * @example
 * testShardWriter(jsonlWriter, {
 *   read: async (path) => (await readFile(path, "utf8")).split("\n").filter(Boolean).map((line) => JSON.parse(line)),
 * });
 */
export function testShardWriter(writer: ShardWriter, options: ShardWriterOptions): void {
  registerChecks(`shard writer ${writer.name}`, shardWriterChecks(writer, options));
}

const COLUMNS: readonly ColumnDefinition[] = [
  { name: "input_ids", type: "list<int32>" },
  { name: "attention_mask", type: "list<int8>" },
  { name: "loss_weights", type: "list<float32>" },
  { name: "count", type: "int32" },
  { name: "line", type: "int64" },
  { name: "source", type: "string" },
  { name: "composed", type: "boolean" },
];

const row = (ids: readonly number[], line: number, source: string): ShardRow => [
  Int32Array.from(ids),
  new Int8Array(ids.length).fill(1),
  Float32Array.from(ids, (_, index) => index / 4),
  ids.length,
  line,
  source,
  ids.length > 1,
];

/** The extremes of each type, and what text can hold. */
const ROWS: readonly ShardRow[] = [
  row([2, 105, -100, 2_147_483_647, -2_147_483_648], 1, "chats.jsonl"),
  row([], 2, ""),
  row([7], Number.MAX_SAFE_INTEGER, 'é 世界 🦙 "quoted" \\ \n\r\n\t\u2028'),
  row([], 0, "two empty lists in a row"),
];

/** The checks that `testShardWriter` registers. */
export function shardWriterChecks(writer: ShardWriter, { read }: ShardWriterOptions): readonly Check[] {
  const roundTrip = async (columns: readonly ColumnDefinition[], rows: readonly ShardRow[]): Promise<void> =>
    inFolder(async (folder) => {
      const path = join(folder, `shard${writer.extension}`);
      const shard = await writer.open(path, columns);
      for (const each of rows) await shard.write(each);
      await shard.close();
      expect(await readdir(folder), "the shard is one file").toEqual([`shard${writer.extension}`]);
      const found = await read(path);
      expect(found.length).toBe(rows.length);
      expect(
        found.map((each) =>
          plain(
            columns,
            columns.map(({ name }) => each[name]),
          ),
        ),
      ).toEqual(rows.map((each) => plain(columns, each)));
      if (rows.length > 0)
        expect(Object.keys(found[0] ?? {}).toSorted()).toEqual(columns.map(({ name }) => name).toSorted());
    });
  const many = Array.from({ length: 3000 }, (_, index) =>
    row(
      Array.from({ length: index % 97 }, (__, at) => at * index),
      index,
      `source ${index % 7}`,
    ),
  );
  return [
    {
      name: "has a name, a description and an extension with a dot",
      run() {
        expect(writer.name).not.toBe("");
        expect(writer.description).not.toBe("");
        expect(writer.extension).toMatch(/^\.\w/);
      },
    },
    { name: "rows come back as they were, empty lists and extremes too", run: () => roundTrip(COLUMNS, ROWS) },
    { name: "a shard without rows can be read", run: () => roundTrip(COLUMNS, []) },
    {
      name: "a shard whose lists are all empty can be read",
      run: () => roundTrip(COLUMNS, [row([], 1, "a"), row([], 2, "b")]),
    },
    { name: "many rows keep their order", run: () => roundTrip(COLUMNS, many) },
    {
      name: "pieces that are made apart and handed over are one shard",
      run: () =>
        inFolder(async (folder) => {
          if (writer.pieces === undefined) return;
          const path = join(folder, `shard${writer.extension}`);
          const shard = await writer.pieces.join(path, COLUMNS);
          const encoders = [await writer.pieces.encoder(COLUMNS), await writer.pieces.encoder(COLUMNS)];
          const parts = [many.slice(0, 700), ROWS, many.slice(700)];
          for (const [at, rows] of parts.entries()) {
            const encoder = encoders[at % encoders.length];
            for (const each of rows) encoder?.write(each);
            if (encoder !== undefined) await shard.append(structuredClone(encoder.finish()));
          }
          await shard.close();
          const expected = parts.flat().map((each) => plain(COLUMNS, each));
          const found = (await read(path)).map((each) =>
            plain(
              COLUMNS,
              COLUMNS.map(({ name }) => each[name]),
            ),
          );
          expect(found).toEqual(expected);
        }),
    },
    {
      name: "columns stand where their definitions say",
      run: () =>
        roundTrip(
          COLUMNS.toReversed(),
          ROWS.map((each) => each.toReversed()),
        ),
    },
    {
      name: "a row is written as it was at that time, whatever becomes of its arrays",
      run: () =>
        inFolder(async (folder) => {
          const path = join(folder, `shard${writer.extension}`);
          const shard = await writer.open(path, COLUMNS.slice(0, 1));
          const ids = Int32Array.of(1, 2, 3);
          await shard.write([ids]);
          ids.fill(9);
          await shard.write([ids]);
          await shard.close();
          expect((await read(path)).map((each) => Array.from(each["input_ids"] as Iterable<number>))).toEqual([
            [1, 2, 3],
            [9, 9, 9],
          ]);
        }),
    },
  ];
}

/** Lists as arrays, integers of any width as numbers. */
function plain(columns: readonly ColumnDefinition[], values: readonly unknown[]): Record<string, unknown> {
  return Object.fromEntries(
    columns.map(({ name, type }, index) => {
      const value = values[index];
      if (type.startsWith("list")) return [name, Array.from(value as Iterable<unknown>, Number)];
      return [name, type === "string" ? value : Number(value)];
    }),
  );
}

async function inFolder(use: (folder: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "turnwise-"));
  try {
    await use(folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}
