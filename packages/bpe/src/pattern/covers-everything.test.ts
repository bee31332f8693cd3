import { expect, test } from "vitest";
import { compileScanner } from "./compile-scanner.ts";
import { coversEverything } from "./covers-everything.ts";

const CL100K = String.raw`(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+`;

test.each([
  [CL100K, true],
  [CL100K.replace(String.raw`|\s+(?!\S)|\s+`, ""), false],
  [CL100K.replace(String.raw`|\p{N}{1,3}`, ""), false],
  [String.raw`\s+|\S+`, true],
  [String.raw`\s+(?!\S)|\S+`, false],
  [String.raw`[a-z]+`, false],
  [String.raw`.`, false],
])("%s", (pattern, covers) => {
  const scanner = compileScanner([String.raw`\p{L}+`, pattern]);
  if (scanner === null) throw new Error("no tables for these patterns");
  expect([coversEverything(scanner, 0), coversEverything(scanner, 1)]).toEqual([false, covers]);
});
