import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { parsePattern } from "../pattern/parse-pattern.ts";
import { complement, intersection, rangeOf } from "../unicode/code-point-set.ts";
import { NUMERIC, PUNCTUATION } from "./character-classes.ts";

interface Answers {
  /** `first-last`, in hexadecimal. */
  readonly numeric: readonly string[];
  readonly punctuation: readonly string[];
}

const { numeric, punctuation }: Answers = JSON.parse(
  readFileSync(new URL("character-classes.oracle.json", import.meta.url), "utf8"),
);
/** Rust cannot be asked for surrogates. */
const CHARACTERS = complement(rangeOf(0xd800, 0xdfff));

test.each([
  ["digits", NUMERIC, numeric],
  ["punctuation", PUNCTUATION, punctuation],
])("%s are what the pre-tokenizer of tokenizers cuts out", (_, pattern, expected) => {
  const node = parsePattern(pattern);
  const places = node.kind === "character" ? intersection(node.set, CHARACTERS) : [];
  const runs = Array.from({ length: places.length / 2 }, (__, index) =>
    [places[2 * index] ?? 0, (places[2 * index + 1] ?? 0) - 1].map((code) => code.toString(16).toUpperCase()).join("-"),
  );
  expect(runs).toEqual(expected);
});
