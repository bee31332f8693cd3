import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { compileScanner } from "./compile-scanner.ts";
import { scanWords } from "./scan-words.ts";
import type { Scanner } from "./scanner.ts";

interface Answers {
  /** So many texts share a number. */
  readonly group: number;
  readonly texts: readonly string[];
  readonly field: Readonly<Record<string, string>>;
  readonly random: Readonly<Record<string, string>>;
}

const read = <T>(path: string): T => JSON.parse(readFileSync(path, "utf8"));
const beside = (name: string): string => fileURLToPath(new URL(name, import.meta.url));
const answers = read<Answers>(process.env["SCANNER_ANSWERS"] ?? beside("scanner.oracle.json"));
const fieldPatterns = read<Record<string, readonly string[]>>(beside("field-patterns.json"));

/** The texts that Rust `tokenizers` splits otherwise (or of whose group it does one). */
function differences(scanner: Scanner | null, expected: string): string[] {
  if (!scanner) return ["no scanner"];
  const found: string[] = [];
  for (const [index, answer] of expected.split(" ").entries()) {
    const texts = answers.texts.slice(index * answers.group, (index + 1) * answers.group);
    let hash = 2166136261;
    for (const text of texts) {
      for (const end of scanWords(scanner, text)) hash = Math.imul(hash ^ end, 16777619) >>> 0;
    }
    if (hash.toString(16).padStart(8, "0") !== answer) found.push(...texts);
  }
  return found;
}

describe("patterns of the field split as Rust tokenizers does", () => {
  it.each(Object.entries(fieldPatterns))("%s", { timeout: 600_000 }, (name, patterns) => {
    expect(differences(compileScanner(patterns), answers.field[name] ?? "")).toEqual([]);
  });
});

describe("random patterns split as Rust tokenizers does, or are refused", () => {
  const followed = Object.entries(answers.random).flatMap(([pattern, expected]) => {
    const scanner = compileScanner([pattern]);
    return scanner ? [{ pattern, expected, scanner }] : [];
  });

  it("most that match no empty text are followed", () => {
    expect(followed.length).toBeGreaterThan(Object.keys(answers.random).length / 3);
  });

  it.each(followed)("$pattern", { timeout: 600_000 }, ({ expected, scanner }) => {
    expect(differences(scanner, expected)).toEqual([]);
  });
});
