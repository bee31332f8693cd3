import { UsageError } from "../commands/usage-error.ts";

/** Flags of sbatch that are ours to give, and what to say instead. */
const OURS: Readonly<Record<string, string>> = {
  "--array": "The array follows from --tasks, before the two dashes, and from what is done already.",
  "--cpus-per-task": "Give --workers, before the two dashes: a task gets as many cores as it has threads.",
  "--dependency": "",
  "--error": "",
  "--job-name": "Jobs are found again by their name.",
  "--open-mode": "",
  "--output": "",
  "--parsable": "",
  "--quiet": "Give --quiet before the two dashes.",
  "--test-only": "Give --dry-run before the two dashes.",
  "--wait": "Turnwise waits by itself.",
  "--wrap": "",
  "--cluster": "Set SLURM_CLUSTERS.",
  "--clusters": "Set SLURM_CLUSTERS.",
};

/**
 * Checks what stands behind `--` on the command line, which goes to sbatch as it is.
 *
 * @throws {UsageError} for what is no flag, and for flags that `turnwise slurm` gives itself
 */
export function sbatchFlags(given: unknown): readonly string[] {
  const flags = (Array.isArray(given) ? given : []).map(String);
  for (const flag of flags) {
    if (!/^--[a-z]/.test(flag)) {
      throw new UsageError(
        `${flag}: flags of sbatch are written --name=value, such as -- --partition=cpu --time=2:00:00.`,
      );
    }
    const [name = ""] = flag.split("=", 1);
    const instead = OURS[name];
    if (instead === undefined) continue;
    throw new UsageError(`sbatch gets ${name} from turnwise slurm itself.${instead === "" ? "" : ` ${instead}`}`);
  }
  return flags;
}
