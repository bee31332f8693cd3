import { isStandardInput, parseSourceName } from "@turnwise/data";
import type { Split } from "@turnwise/run";
import { chooseOutput } from "../prepare/choose-output.ts";
import { InputHashes } from "../prepare/input-hashes.ts";
import { planDataset, splitsOf } from "../prepare/plan-dataset.ts";
import { bytesToRead } from "../prepare/sources.ts";
import { readPlan, type StoredPlan } from "../prepare/stored-plan.ts";
import { openRequest } from "./dataset-request.ts";
import type { GivenOptions } from "./options.ts";
import { UsageError } from "./usage-error.ts";

/** A plan for many machines, not yet stored. */
export interface PlannedRun {
  readonly plan: StoredPlan;
  readonly splits: readonly Split[];
}

/**
 * Plans a run that many machines work on.
 *
 * @param run its folder, from whose earlier plan the clock is kept
 * @param tasks into how many tasks the pieces are divided; fewer where there are fewer pieces
 * @param say called with a line for each way in which files are read
 * @throws {UsageError} for a run that stops behind some rows, and for standard input
 */
export async function planRun(
  files: readonly string[],
  given: GivenOptions,
  run: string,
  tasks: (splits: readonly Split[], bytes: number) => number,
  say: (line: string) => void,
): Promise<PlannedRun> {
  refuseStandardInput(files);
  const earlier = readPlan(run);
  const hashes = new InputHashes(earlier);
  const request = await openRequest(files, given, earlier, say);
  const { session, preprocessor, maxRowBytes, limit = null, sources, splitBytes, out } = request;
  if (limit !== null) throw new UsageError("--limit counts rows one behind the other: use it with prepare.");
  const { turnwise, options } = session;
  const shift = String(preprocessor.conventions["shift"]);
  const output = chooseOutput(turnwise, request.output, shift, preprocessor.weighted);
  const decisions = { turnwise, preprocessor, maxRowBytes, limit };
  const plan = await planDataset(decisions, sources, output, splitBytes, (path) => hashes.hash(path));
  const splits = splitsOf(plan);
  const bytes = bytesToRead(sources);
  const place = { options, workingDirectory: process.cwd(), out, maxRowBytes, stamps: hashes.stamps };
  return { splits, plan: { ...plan, ...place, tasks: Math.min(splits.length, tasks(splits, bytes)) } };
}

function refuseStandardInput(files: readonly string[]): void {
  if (!files.some((file) => isStandardInput(parseSourceName(file).name))) return;
  throw new UsageError(
    "standard input is read by one process alone, and not by workers on other machines. Write it into a file that all of them see and plan with that, or use prepare.",
  );
}
