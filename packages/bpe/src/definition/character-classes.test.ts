import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { parsePattern } from "../pattern/parse-pattern.ts";
import { complement, intersection, rangeOf } from "../unicode/code-point-set.ts";
import { NUMERIC, PUNCTUATION, WHITE_SPACE, WORD_CHARACTER } from "./character-classes.ts";

interface Answers {
  /** `first-last`, in hexadecimal. */
  readonly numeric: readonly string[];
  readonly punctuation: readonly string[];
  readonly whiteSpace: readonly string[];
  readonly wordCharacters: readonly string[];
}

const { numeric, punctuation, whiteSpace, wordCharacters }: Answers = JSON.parse(
  readFileSync(new URL("character-classes.oracle.json", import.meta.url), "utf8"),
);
/** Rust cannot be asked for surrogates. */
const CHARACTERS = complement(rangeOf(0xd800, 0xdfff));

test.each([
  ["digits", NUMERIC, numeric],
  ["punctuation", PUNCTUATION, punctuation],
  ["white space", WHITE_SPACE, whiteSpace],
  ["characters of words", WORD_CHARACTER, wordCharacters],
])("%s are what the pre-tokenizers of tokenizers take for it", (_, pattern, expected) => {
  const node = parsePattern(pattern);
  const places = node.kind === "character" ? intersection(node.set, CHARACTERS) : [];
  const runs = Array.from({ length: places.length / 2 }, (__, index) =>
    [places[2 * index] ?? 0, (places[2 * index + 1] ?? 0) - 1].map((code) => code.toString(16).toUpperCase()).join("-"),
  );
  expect(runs).toEqual(expected);
});
