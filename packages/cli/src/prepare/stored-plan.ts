import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { outputFailed, TurnwiseError } from "@turnwise/core";
import { processName } from "@turnwise/run";
import type { GivenOptions } from "../commands/options.ts";
import type { InputStamps } from "./input-hashes.ts";
import type { DatasetPlan } from "./plan-dataset.ts";

/** A plan with what another process needs to work on it: `plan.json` of the run's folder. */
export interface StoredPlan extends DatasetPlan {
  /** Flags and config, with what was decided since: the clock, the shift. */
  readonly options: GivenOptions;
  /** Where relative paths are seen from. */
  readonly workingDirectory: string;
  readonly out: string;
  readonly maxRowBytes: number;
  /** Into how many tasks a cluster divides the pieces. */
  readonly tasks: number;
  /** Of the inputs, so that who follows the run need not read them again. */
  readonly stamps?: InputStamps;
}

const NAME = "plan.json";

/** The plan of the run that used this folder last, or null. */
export function readPlan(folder: string): StoredPlan | null {
  const path = join(folder, NAME);
  if (!existsSync(path)) return null;
  try {
    return JSON.parse(readFileSync(path, "utf8")) as StoredPlan;
  } catch {
    return null; // broken off while it was written: nothing was done by it
  }
}

/** @throws {TurnwiseError} `no-plan` */
export function readPlanOf(folder: string): StoredPlan {
  const plan = readPlan(folder);
  if (plan !== null) return plan;
  throw new TurnwiseError("no-plan", `${folder} holds no ${NAME}. Make one with: turnwise plan … --run ${folder}`);
}

/**
 * The earlier plan stays until this one is whole: its clock is that of the work that is done.
 *
 * @throws {InputOutputError} `output-failed`
 */
export function writePlan(folder: string, plan: StoredPlan): void {
  const path = join(folder, NAME);
  const unfinished = join(folder, "attempts", processName()); // with what else is removed when its process is no more
  try {
    writeFileSync(unfinished, `${JSON.stringify(plan, null, 2)}\n`, { flush: true });
    renameSync(unfinished, path);
  } catch (error) {
    rmSync(unfinished, { force: true });
    throw outputFailed(path, error);
  }
}
