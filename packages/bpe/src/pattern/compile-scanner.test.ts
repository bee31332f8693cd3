import { describe, expect, it } from "vitest";
import { MATCH, NEXT_ROW, NON_ASCII, RUN, SPECIAL } from "../kernel/layout.ts";
import { compileScanner } from "./compile-scanner.ts";
import { scanWords } from "./scan-words.ts";

function wordsOf(patterns: readonly string[], text: string): string[] {
  const scanner = compileScanner(patterns);
  if (!scanner) throw new Error(`not followed: ${patterns.join(" then ")}`);
  const ends = scanWords(scanner, text);
  return ends.map((end, index) => text.slice(ends[index - 1] ?? 0, end));
}

describe("a scanner", () => {
  it.each([
    ["prefers the first alternative to the longest", ["a|ab"], "ab ab", ["a", "b ", "a", "b"]],
    ["goes back for an alternative that fits", ["ab*c|a"], "abbd", ["a", "bbd"]],
    ["takes as little as it can if it is lazy", ["a+?b?"], "aab", ["a", "ab"]],
    ["looks ahead at one character", [String.raw`\s+(?!\S)|\s+`], "a   b ", ["a", "  ", " ", "b", " "]],
    ["looks at the end", ["a$|b"], "aba\na", ["a", "b", "a", "\n", "a"]],
    ["gives back nothing that is possessive", ["a++b|a?+c|a+ab"], "aab aac", ["aab", " a", "ac"]],
    ["goes without only what is not there if it is possessive", ["a?+ab|b"], "ab aab", ["a", "b", " ", "aab"]],
    ["splits again what it has split", [String.raw`\p{N}{1,3}`, "[ab]+"], "ab1234ba-", ["ab", "123", "4", "ba", "-"]],
    ["knows one letter by another", ["(?i:'s)"], "it'ſ's'S", ["it", "'ſ", "'s", "'S"]],
    ["counts a character of two units as one", ["[^a]{2}"], "😀😀😀a", ["😀😀", "😀a"]],
  ])("%s", (_, patterns, text, words) => {
    expect(wordsOf(patterns, text)).toEqual(words);
  });

  it("has the tables that write-scanner.ts draws", () => {
    const scanner = compileScanner(["[a-z]+|[^a-z]"]);
    expect(scanner?.classShift).toBe(2);
    expect(scanner?.endClass).toBe(2);
    expect(Array.from(scanner?.starts ?? [])).toEqual([4]);
    expect(Array.from(scanner?.byteClasses.subarray(0x60, 0x62) ?? [])).toEqual([0, 1]);
    expect(scanner?.byteClasses[0x80]).toBe(NON_ASCII);
    expect(scanner?.characterClasses[0x80]).toBe(0);
    const dead = SPECIAL | 0;
    const match = SPECIAL | MATCH;
    const rows = [0, 4, 8, 12].map((row) => Array.from(scanner?.transitions.subarray(row, row + 4) ?? []));
    expect(rows).toEqual([
      [dead, dead, dead, dead],
      [8, SPECIAL | RUN | 12, dead, dead],
      [match, match, match, dead],
      [match, 12, match, dead],
    ]);
  });

  it("has no match on the way through a word, and one where a longer match may not come", () => {
    const scanner = compileScanner(["a+|b(?:cd)*"]);
    const flagged = Array.from(scanner?.transitions ?? []).filter(
      (transition) => transition & MATCH && transition & NEXT_ROW,
    );
    expect(flagged).toHaveLength(1);
  });
});

describe("what tables cannot follow is refused", () => {
  it.each([
    ["look behind", String.raw`(?<=a)b`],
    ["look behind at a line's begin", "^a"],
    ["look ahead at two characters", "a(?=bc)"],
    ["a look ahead without a bound", String.raw`\d{1,3}(?=(?:\d{3})*\b)`],
    ["a match of nothing", "a*"],
    ["a match of nothing, by look ahead", "(?=a)|b"],
    ["a repeat of what may be empty", "(?:a?)+b"],
    ["a back reference", String.raw`(a)\1`],
    ["an atomic group", "(?>a|ab)c"],
    ["letters that fold to one character", "(?i:ss)"],
    ["letters that fold to one character, across a group", "(?i:f(?:i|o))"],
    ["case of what is not ASCII", "(?i:é)"],
    ["case of a property", String.raw`(?i:\p{Lu})`],
    ["a property that is not known", String.raw`\p{Emoji}`],
    ["an escape that is not known", String.raw`a\X`],
    ["a repeat of a lazy repeat", "(?:a+?)?b"],
    ["possessive, and more than one character", "(?:ab)++"],
    ["an option", "(?m:.)"],
    ["a group that does not end", "(a"],
    ["a group that does not begin", "a)"],
    ["a class that does not end", "[a"],
    ["a range that ends before it begins", "[b-a]"],
    ["a repeat of nothing", "*a"],
    ["half a character", "\ud800"],
    ["nothing", ""],
    ["too many groups in groups", "(".repeat(5000) + "a" + ")".repeat(5000)],
    ["too many classes in classes", "[".repeat(5000) + "a" + "]".repeat(5000)],
    ["a repeat that is too large", "a{100000}"],
    ["repeats of repeats", "(?:(?:a{1000}){1000}){1000}"],
    ["too many letters that may be neighbours", `(?i:${"a?b?".repeat(4900)})c`],
    ["too many states", "(?:a|b)*a(?:a|b){30}"],
    ["too much work", String.raw`(?:\p{L}{0,900}\p{N}){1,5}x`],
    [
      "too many kinds of characters",
      Array.from({ length: 300 }, (_, index) => String.fromCodePoint(0x4e00 + index)).join("|") + "x",
    ],
    ["a pattern that is too long", "a".repeat(30_000)],
  ])("%s", (_, pattern) => {
    expect(compileScanner([pattern])).toBeNull();
  });

  it("more stages than a kernel has room for", () => {
    expect(compileScanner(Array.from({ length: 9 }, () => "a"))).toBeNull();
  });
});
