import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { NotFollowed } from "../pattern/not-followed.ts";
import { parsePattern } from "../pattern/parse-pattern.ts";
import { type CodePointSet, complement, contains, intersection, rangeOf } from "./code-point-set.ts";
import { propertySet, singleWordSet } from "./properties.ts";
import { unstableSet } from "./unstable-characters.ts";

interface Answers {
  readonly hashes: Readonly<Record<string, string>>;
}

const { hashes }: Answers = JSON.parse(readFileSync(new URL("character-data.oracle.json", import.meta.url), "utf8"));
const NO_SURROGATES = complement(rangeOf(0xd800, 0xdfff));

/** As character-data.oracle.py has it, which cannot ask for surrogates. */
function hashOf(set: CodePointSet): string {
  let hash = 2166136261;
  for (const place of intersection(set, NO_SURROGATES)) hash = Math.imul(hash ^ place, 16777619) >>> 0;
  return hash.toString(16).padStart(8, "0");
}

function setOf(name: string): CodePointSet {
  if (name === "NFC") return unstableSet();
  if (name === "single_word") return singleWordSet();
  const node = parsePattern(name);
  if (node.kind !== "character") throw new NotFollowed(name);
  return node.set;
}

describe("characters are what Rust tokenizers takes them for", () => {
  it.each(Object.entries(hashes))("%s", (name, hash) => {
    expect(hashOf(setOf(name))).toBe(hash);
  });

  it("a name that is none gives nothing", () => {
    expect(["", "Xx", "Lux", "L ", "word in class", "Klingon"].map(propertySet).map((set) => set === null)).toEqual([
      true,
      true,
      true,
      false,
      true,
      true,
    ]);
  });
});

describe("characters that NFC may change", () => {
  it.each([
    ["a composed letter", "é", false],
    ["what composes with a letter before it", "\u0301", true],
    ["what composes with a syllable before it", "\u11a8", true],
    ["a syllable", "각", false],
    ["what is replaced", "\u212b", true],
    ["a virama", "\u094d", false],
    ["another combining character", "\u0e48", true],
  ])("%s", (_, character, isUnstable) => {
    expect(contains(unstableSet(), character.codePointAt(0) ?? 0)).toBe(isUnstable);
  });
});
