import { describe, test } from "vitest";

/** One named demand of a suite. A suite is a list of these, so that a test of the suite itself can run them one by one. */
export interface Check {
  readonly name: string;
  /** Why it cannot run here; shown as a skipped test. */
  readonly skipped?: string;
  /** Throws if the demand is not met. */
  run(): void | Promise<void>;
}

/* oxlint-disable vitest/valid-title, vitest/expect-expect -- the names and the assertions are those of the checks */
/** Registers checks with vitest, as one `describe` with a test for each. */
export function registerChecks(title: string, checks: readonly Check[]): void {
  describe(title, () => {
    for (const { name, skipped, run } of checks) {
      test(name, async ({ skip }) => {
        skip(skipped !== undefined, skipped);
        await run();
      });
    }
  });
}

/**
 * Runs checks without vitest's help, and names those that failed: what shows that a suite finds planted faults.
 *
 * @example
 * expect(await failuresOf(modelFamilyChecks(brokenFamily))).toContain("the end of a turn is its end token");
 */
export async function failuresOf(checks: readonly Check[]): Promise<readonly string[]> {
  const failed: string[] = [];
  for (const check of checks) {
    if (check.skipped !== undefined) continue;
    try {
      await check.run();
    } catch {
      failed.push(check.name);
    }
  }
  return failed;
}
