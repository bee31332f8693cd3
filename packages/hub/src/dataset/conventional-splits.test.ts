import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { conventionalSplits } from "./conventional-splits.ts";

interface Oracle {
  readonly cases: readonly {
    readonly paths: readonly string[];
    /** Text where `datasets` finds no split in the names: it takes all files, or refuses them. */
    readonly splits: Readonly<Record<string, readonly string[]>> | string;
  }[];
}

const oracle = JSON.parse(readFileSync(new URL("conventional-splits.oracle.json", import.meta.url), "utf8")) as Oracle;

test.each(oracle.cases)("$paths", ({ paths, splits }) => {
  expect(Object.fromEntries(conventionalSplits(paths))).toEqual(typeof splits === "string" ? {} : splits);
});

test("splits are found in any order of the files", () => {
  for (const { paths } of oracle.cases) {
    expect(conventionalSplits(paths.toReversed())).toEqual(conventionalSplits(paths));
  }
});
