import { expect } from "vitest";
import type { Check } from "../check.ts";

/** Checks that a family cannot meet, and why. */
export interface FamilySkip {
  readonly reason: string;
  /** Names of checks: `template name > case name` for a case of a reference. */
  readonly cases: readonly string[];
}

export interface SkippableCheck extends Check {
  /** What must hold if the check is skipped; without it, that it fails. */
  runSkipped?(): void;
}

/**
 * Replaces skipped checks by the check that the skip is still needed, so that no skip outlives its reason.
 *
 * @param complete whether a name that is no check is a mistake; false where this machine lacks references
 */
export function withSkips(
  checks: readonly SkippableCheck[],
  skips: readonly FamilySkip[],
  complete: boolean,
): readonly Check[] {
  const known = new Set(checks.map(({ name }) => name));
  const replaced = checks.map((check): Check => {
    const skip = skips.find(({ cases }) => cases.includes(check.name));
    if (skip === undefined) return check;
    return { name: `${check.name} (skipped: ${skip.reason})`, run: check.runSkipped ?? (() => expectFailure(check)) };
  });
  const unknown = skips.flatMap(({ cases }) => cases).filter((name) => !known.has(name));
  if (!complete || skips.length === 0) return replaced;
  return [...replaced, { name: "every skip names a check", run: () => expect(unknown).toEqual([]) }];
}

async function expectFailure({ name, run }: Check): Promise<void> {
  try {
    await run();
  } catch {
    return;
  }
  throw new Error(`"${name}" passes: drop its skip`);
}
