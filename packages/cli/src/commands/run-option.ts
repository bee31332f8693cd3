import { textOption, type GivenOptions } from "./options.ts";
import { UsageError } from "./usage-error.ts";

/** @throws {UsageError} if it is missing */
export function runOption(given: GivenOptions): string {
  const run = textOption(given, "run");
  if (run !== undefined) return run;
  throw new UsageError("--run is missing: the folder of the run.");
}
