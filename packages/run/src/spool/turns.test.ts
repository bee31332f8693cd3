import { mkdtempSync, readFileSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Example } from "@turnwise/core";
import { expect, test } from "vitest";
import { HashedFileWriter } from "./hashed-file.ts";
import { TURNS_OF_BLOCK } from "./spool-layout.ts";
import { TurnsReader } from "./turns-reader.ts";
import { TurnsWriter } from "./turns-writer.ts";

function exampleOf(messages: number, verdict: Example["turns"][number]["verdict"] = "exact"): Example {
  return {
    ids: new Int32Array(),
    weights: new Float32Array(),
    trainedTokens: 0,
    composed: false,
    messages,
    turns: [{ turn: 1, messages: [1], verdict, proof: "one-render", endAppended: false }],
  };
}

/** Writes the lines of these examples; gives the file and where each example's line begins. */
async function written(
  examples: readonly Example[],
): Promise<{ readonly path: string; readonly places: readonly number[] }> {
  const path = join(mkdtempSync(join(tmpdir(), "turnwise-turns-")), "turns");
  const file = new HashedFileWriter(path);
  const writer = new TurnsWriter(file);
  const places = examples.map((example) => writer.placeOf(example));
  file.end("turns");
  await file.sync();
  return { path, places };
}

test("examples that are alike share a line", async () => {
  const { path, places } = await written([
    exampleOf(2),
    exampleOf(3),
    exampleOf(2),
    exampleOf(2, "masked"),
    exampleOf(3),
  ]);
  const lines = readFileSync(path, "utf8").split("\n");
  const [first = "", second = ""] = lines;
  const starts = [0, first.length + 1, first.length + second.length + 2];
  expect(places).toEqual([0, 1, 0, 2, 1].map((line) => starts[line]));
  expect(lines[2]).toBe(
    '{"messages":2,"composed":false,"turns":[{"turn":1,"verdict":"masked","proof":"one-render","endAppended":false}]}',
  );
});

test("examples that differ in one thing have lines of their own", async () => {
  const [turn] = exampleOf(2).turns;
  if (turn === undefined) throw new Error("an example has a turn");
  const turnsOf = (changed: Partial<typeof turn>): Example => ({ ...exampleOf(2), turns: [{ ...turn, ...changed }] });
  const different = [
    exampleOf(2),
    turnsOf({ turn: 1 + 2 ** 32 }), // hashed to the same number
    { ...exampleOf(3), turns: [{ ...turn, turn: 0 }] }, // and this
    { ...exampleOf(2), composed: true },
    { ...exampleOf(2), turns: [] },
    { ...exampleOf(2), turns: [turn, turn] },
    turnsOf({ proof: "none" }),
    turnsOf({ endAppended: true }),
    turnsOf({ verdict: "split" }),
  ];
  const { places } = await written([...different, ...different]);
  expect(new Set(places).size).toBe(different.length);
  expect(places.slice(different.length)).toEqual(places.slice(0, different.length));
});

test("a reader gives each its own, over the end of blocks too, wherever it begins", async () => {
  const examples = Array.from({ length: 2 * TURNS_OF_BLOCK + 3 }, (_, at) => exampleOf((at >> 1) << 1));
  const different = [...examples, ...Array.from({ length: TURNS_OF_BLOCK + 5 }, (_, at) => exampleOf(100_000 + at))];
  const all = [...different, exampleOf(0), exampleOf(0)];
  const { path, places } = await written(all);
  for (const start of [0, TURNS_OF_BLOCK, all.length - 3]) {
    const reader = new TurnsReader(path, ({ messages }) => messages);
    expect(places.slice(start).map((place) => reader.at(place))).toEqual(
      all.slice(start).map(({ messages }) => messages),
    );
    expect(() => reader.at(statSync(path).size)).toThrow(/turns ends too early/);
    reader.close();
  }
});

test("a line may be longer than what is read at once", async () => {
  const [turn] = exampleOf(2).turns;
  if (turn === undefined) throw new Error("an example has a turn");
  const long = { ...exampleOf(7), turns: Array.from({ length: 5000 }, () => turn) };
  const { path, places } = await written([exampleOf(2), long, exampleOf(3)]);
  const reader = new TurnsReader(path, ({ messages, turns }) => [messages, turns.length]);
  expect(places.map((place) => reader.at(place))).toEqual([
    [2, 1],
    [7, 5000],
    [3, 1],
  ]);
  reader.close();
});
