import { expect } from "vitest";
import type { Check } from "../check.ts";

/** Checks that a family cannot meet, and why. */
export interface FamilySkip {
  readonly reason: string;
  /**
   * Names of checks: `template name > case name` for a case of a reference. A case's name alone stands for that case of
   * every template that prints it; where a template refuses the case, the family has to refuse it, too.
   */
  readonly cases: readonly string[];
}

export interface SkippableCheck extends Check {
  /** The name of the case that a reference prints, by which skips name it for all templates at once. */
  readonly printedCase?: string;
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
  const known = new Set(checks.flatMap(namesOf));
  const replaced = checks.map((check): Check => {
    const skip = skips.find(({ cases }) => namesOf(check).some((name) => cases.includes(name)));
    if (skip === undefined) return check;
    return { name: `${check.name} (skipped: ${skip.reason})`, run: check.runSkipped ?? (() => expectFailure(check)) };
  });
  const unknown = skips.flatMap(({ cases }) => cases).filter((name) => !known.has(name));
  if (!complete || skips.length === 0) return replaced;
  return [...replaced, { name: "every skip names a check", run: () => expect(unknown).toEqual([]) }];
}

/** The names by which a skip may mean it. */
function namesOf({ name, printedCase }: SkippableCheck): readonly string[] {
  return printedCase === undefined ? [name] : [name, printedCase];
}

async function expectFailure({ name, run }: Check): Promise<void> {
  try {
    await run();
  } catch {
    return;
  }
  throw new Error(`"${name}" passes: drop its skip`);
}
