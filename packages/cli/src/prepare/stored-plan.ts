import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** What a run must remember for the next one to go on from there. */
export interface StoredPlan {
  /** ISO 8601: what templates read as the current time, where the user did not say. */
  readonly clock: string;
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

export function writePlan(folder: string, plan: StoredPlan): void {
  writeFileSync(join(folder, NAME), `${JSON.stringify(plan, null, 2)}\n`);
}
