import { statSync } from "node:fs";
import { resolve } from "node:path";
import { InputOutputError, type FetchOptions, type Preprocessor, type Turnwise } from "@turnwise/core";
import { RunFolder, type Split } from "@turnwise/run";
import { isOnDisk } from "../prepare/locate-data.ts";
import { splitsOf } from "../prepare/plan-dataset.ts";
import { readPlanOf, type StoredPlan } from "../prepare/stored-plan.ts";
import { openAsPlanned } from "../prepare/worker-settings.ts";

/** A run that was planned, opened on this machine. */
export interface StoredRun {
  readonly plan: StoredPlan;
  readonly folder: RunFolder;
  readonly splits: readonly Split[];
  readonly turnwise: Turnwise;
  readonly preprocessor: Preprocessor;
}

/**
 * Opens a run as it was planned, and checks that this machine would do the same work.
 *
 * @throws {TurnwiseError} `no-plan`; `plan-differs` if a plug-in, the model or Turnwise itself is another one here
 * @throws {InputOutputError} `input-unreadable` if an input is missing or has changed
 */
export async function openStoredRun(run: string, options?: FetchOptions): Promise<StoredRun> {
  const path = resolve(run);
  const plan = readPlanOf(path);
  enter(plan.workingDirectory);
  const { turnwise, preprocessor: open } = await openAsPlanned(plan, options);
  const preprocessor = await open();
  for (const input of plan.inputs) {
    if (isOnDisk(turnwise.registry, input)) checkInput(input.path, input.name, input.bytes);
  }
  return { plan, folder: new RunFolder(path), splits: splitsOf(plan), turnwise, preprocessor };
}

/** The pieces of one task: as many as of every other, give or take one, side by side. */
export function splitsOfTask(splits: readonly Split[], task: number, tasks: number): readonly Split[] {
  const start = Math.floor((task * splits.length) / tasks);
  return splits.slice(start, Math.floor(((task + 1) * splits.length) / tasks));
}

function enter(folder: string): void {
  try {
    process.chdir(folder);
  } catch (error) {
    throw new InputOutputError(
      "input-unreadable",
      `the plan was made in ${folder}, which is not here: ${String(error)}. Machines of a run need the same paths.`,
      { cause: error },
    );
  }
}

function checkInput(path: string, name: string, bytes: number): void {
  const size = statSync(path, { throwIfNoEntry: false })?.size;
  if (size === bytes) return;
  const what = size === undefined ? "is not here" : `has ${size} bytes, and had ${bytes} when the run was planned`;
  throw new InputOutputError("input-unreadable", `${name} ${what}. Plan again if it has changed.`);
}
