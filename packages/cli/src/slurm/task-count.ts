import { TurnwiseError } from "@turnwise/core";
import { UsageError } from "../commands/usage-error.ts";
import { count } from "../terminal/format-number.ts";

/** Input of a task: some ten seconds of work or more, so that it is more than the start of a job. */
const TASK_BYTES = 1 << 30;
/** What Slurm allows unless a site says otherwise: slurm.conf(5), MaxArraySize. */
export const DEFAULT_MAX_ARRAY_SIZE = 1001;

/**
 * Into how many tasks a run is divided: as the user wishes, else one for each GiB, as far as an array goes.
 *
 * @throws {UsageError} for more than Slurm allows
 * @throws {TurnwiseError} `slurm-failed` where it allows no arrays
 */
export function taskCount(wanted: number | undefined, bytes: number, maxArraySize: number): number {
  if (maxArraySize < 1) throw new TurnwiseError("slurm-failed", "this Slurm allows no job arrays: MaxArraySize is 0.");
  if (wanted === undefined) return Math.min(maxArraySize, Math.max(1, Math.ceil(bytes / TASK_BYTES)));
  if (wanted <= maxArraySize) return wanted;
  throw new UsageError(
    `--tasks ${wanted}: arrays of this Slurm have at most ${count(maxArraySize)} tasks (MaxArraySize). A task takes as many pieces as it must.`,
  );
}
