import type { CodePointSet } from "../unicode/code-point-set.ts";
import { buildProgram, type Program } from "./build-program.ts";
import { partitionCharacters } from "./character-partition.ts";
import { determine } from "./determine.ts";
import { forgetEarlyMatches } from "./forget-early-matches.ts";
import { minimize } from "./minimize.ts";
import { refuseMultipleFolding } from "./multiple-folding.ts";
import { NotFollowed } from "./not-followed.ts";
import { parsePattern } from "./parse-pattern.ts";
import { canBeEmpty } from "./pattern-node.ts";
import type { Scanner } from "./scanner.ts";
import { writeScanner } from "./write-scanner.ts";

/**
 * Compiles patterns in Oniguruma's syntax, one a stage, to tables that find what `Split(Regex(pattern), "isolated")` of Rust `tokenizers` finds.
 *
 * @returns null for patterns that tables cannot follow exactly (look behind, back references, matches of nothing, …), that would need tables too
 * large, or that are none
 */
export function compileScanner(patterns: readonly string[]): Scanner | null {
  try {
    const programs = patterns.map(readProgram);
    const partition = partitionCharacters(setsOf(programs));
    return writeScanner(minimize(forgetEarlyMatches(determine(programs, partition))), partition);
  } catch (error) {
    if (error instanceof NotFollowed) return null;
    throw error;
  }
}

function readProgram(pattern: string): Program {
  const node = parsePattern(pattern);
  if (canBeEmpty(node)) throw new NotFollowed("a pattern that matches nothing");
  refuseMultipleFolding(node);
  return buildProgram(node);
}

function setsOf(programs: readonly Program[]): Iterable<CodePointSet> {
  const sets = new Map<string, CodePointSet>();
  for (const { steps } of programs) {
    for (const step of steps)
      if (step.kind === "character" || step.kind === "look") sets.set(step.set.join(), step.set);
  }
  return sets.values();
}
