import { mkdtempSync, readFileSync } from "node:fs";
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

/** Writes the lines of these examples; gives the file and the number of each example's line. */
async function written(
  examples: readonly Example[],
): Promise<{ readonly path: string; readonly numbers: readonly number[] }> {
  const path = join(mkdtempSync(join(tmpdir(), "turnwise-turns-")), "turns");
  const file = new HashedFileWriter(path);
  const writer = new TurnsWriter(file);
  const numbers = examples.map((example) => writer.numberOf(example));
  file.end("turns");
  await file.sync();
  return { path, numbers };
}

test("examples that are alike share a line", async () => {
  const { path, numbers } = await written([
    exampleOf(2),
    exampleOf(3),
    exampleOf(2),
    exampleOf(2, "masked"),
    exampleOf(3),
  ]);
  expect(numbers).toEqual([0, 1, 0, 2, 1]);
  expect(readFileSync(path, "utf8").split("\n")[2]).toBe(
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
  const { numbers } = await written([...different, ...different]);
  expect(numbers).toEqual([...different.keys(), ...different.keys()]);
});

test("a reader that goes along gives each its own, over the end of blocks too", async () => {
  const examples = Array.from({ length: 2 * TURNS_OF_BLOCK + 3 }, (_, at) => exampleOf((at >> 1) << 1));
  const different = [...examples, ...Array.from({ length: TURNS_OF_BLOCK + 5 }, (_, at) => exampleOf(100_000 + at))];
  const all = [...different, exampleOf(0), exampleOf(0)];
  const { path, numbers } = await written(all);
  const reader = new TurnsReader(path, ({ messages }) => messages);
  expect(numbers.map((number) => reader.at(number))).toEqual(all.map(({ messages }) => messages));
  expect(() => reader.at(numbers.length)).toThrow(/turns ends too early/);
  reader.close();
});
