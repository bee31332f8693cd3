import type { DoneSplits, Split } from "@turnwise/run";
import { splitsOfTask } from "../commands/stored-run.ts";

/** A task of which pieces are not done. */
export interface MissingTask {
  readonly task: number;
  readonly pieces: readonly Split[];
}

/** What of a plan is not done, by its tasks, in their order. */
export function missingTasks(splits: readonly Split[], tasks: number, done: DoneSplits): readonly MissingTask[] {
  const keys = new Set(done.missing.map(({ key }) => key));
  return Array.from({ length: tasks }, (_, task) => ({
    task,
    pieces: splitsOfTask(splits, task, tasks).filter(({ key }) => keys.has(key)),
  })).filter(({ pieces }) => pieces.length > 0);
}
