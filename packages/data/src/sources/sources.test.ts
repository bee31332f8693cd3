import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { FIXTURES } from "../readers/fixtures/columnar-rows.ts";
import { copiesTaken } from "./copies-taken.ts";
import { findFiles } from "./find-files.ts";
import { parseSourceName } from "./source-name.ts";

const folder = mkdtempSync(join(tmpdir(), "turnwise-sources-"));
afterAll(() => rmSync(folder, { recursive: true }));

describe("a name stands for files", () => {
  for (const name of ["b.jsonl", "a.jsonl", "c.csv", "with [brackets].jsonl", "named:0.5"])
    writeFileSync(join(folder, name), "");
  mkdirSync(join(folder, "inner"));
  writeFileSync(join(folder, "inner", "d.jsonl"), "");

  test.each([
    ["a.jsonl", ["a.jsonl"]],
    ["[ab].jsonl", ["a.jsonl", "b.jsonl"]],
    ["with [brackets].jsonl", ["with [brackets].jsonl"]],
    ["**/*.jsonl", ["a.jsonl", "b.jsonl", "inner/d.jsonl", "with [brackets].jsonl"]],
  ])("%s", async (name, expected) => {
    expect(await findFiles(join(folder, name))).toEqual(expected.map((each) => join(folder, each)));
  });

  test("a folder that datasets saved, its train split where there are splits, standard input", async () => {
    const shards = ["data-00000-of-00002.arrow", "data-00001-of-00002.arrow"];
    expect(await findFiles(`${FIXTURES}dataset`)).toEqual(shards.map((name) => `${FIXTURES}dataset/${name}`));
    expect(await findFiles(`${FIXTURES}splits`)).toEqual([`${FIXTURES}splits/train/data-00000-of-00001.arrow`]);
    expect(await findFiles("-")).toEqual(["-"]);
  });

  test("another split is named, and there must be one", async () => {
    expect(await findFiles(`${FIXTURES}splits`, "test")).toEqual([`${FIXTURES}splits/test/data-00000-of-00001.arrow`]);
    const ask = { code: "split-unclear" };
    await expect(findFiles(`${FIXTURES}splits`, "dev")).rejects.toMatchObject({
      ...ask,
      message: expect.stringMatching(/has the splits .*test.*, and none is called dev. Choose one: --split \w+\.$/),
    });
    await expect(findFiles(`${FIXTURES}splits/test`, "train")).rejects.toMatchObject(ask);
  });

  test.each(["org/name", "org/name.v1", "https://huggingface.co/datasets/org/name"])(
    "%s is no path: whether it is on the hub is asked",
    async (name) => {
      await expect(findFiles(name)).rejects.toThrow(
        /Is it a data set on the hub\? Then write hf:\/\/datasets\/org\/name/,
      );
    },
  );

  test.each(["data/train.jsonl", "data/chats.jsonl.zst", "name", "./org/name"])("%s is a path", async (name) => {
    await expect(findFiles(name)).rejects.toThrow("there is no such file");
  });

  test.each([
    ["nowhere.jsonl", "there is no such file"],
    ["*.parquet", "no file fits"],
    ["inner", "is a directory, and none that datasets saved"],
  ])("%s is refused", async (name, message) => {
    await expect(findFiles(join(folder, name))).rejects.toMatchObject({
      code: "input-unreadable",
      message: expect.stringContaining(message),
    });
  });

  test("with a weight, unless a file is called so", () => {
    expect(parseSourceName("a*.jsonl:0.3")).toEqual({ name: "a*.jsonl", weight: 0.3 });
    expect(parseSourceName("C:/a.jsonl")).toEqual({ name: "C:/a.jsonl", weight: 1 });
    expect(parseSourceName(join(folder, "named:0.5"))).toEqual({ name: join(folder, "named:0.5"), weight: 1 });
    expect(() => parseSourceName("a.jsonl:0")).toThrow("a weight is a number above 0");
  });
});

describe("weights", () => {
  const positions = Array.from({ length: 20_000 }, (_, index) => index * 137);
  const taken = (weight: number, seed = 0, name = "a.jsonl"): readonly number[] =>
    positions.map(copiesTaken({ seed, name, weight }));

  test.each([0.3, 1, 2, 2.5])("%d takes that share", (weight) => {
    const sum = taken(weight).reduce((total, copies) => total + copies, 0);
    expect(Math.abs(sum / positions.length - weight)).toBeLessThan(0.02);
  });

  test("the same rows each time, others for another seed or name, and more for more", () => {
    expect(taken(0.3)).toEqual(taken(0.3));
    expect(taken(0.3, 1)).not.toEqual(taken(0.3));
    expect(taken(0.3, 0, "b.jsonl")).not.toEqual(taken(0.3));
    const [less, more] = [taken(0.3), taken(0.4)];
    expect(less.every((copies, index) => copies <= (more[index] ?? 0))).toBe(true);
  });
});
