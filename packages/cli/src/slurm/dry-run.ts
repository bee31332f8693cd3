import { arrayJob, finalizeJob, shellWords, slurmFolder, type SlurmJob, type SlurmRun } from "@turnwise/run";
import { join } from "node:path";

/** What would be submitted for tasks, as a shell would do it. */
export function describeDryRun(run: SlurmRun, tasks: readonly number[]): string {
  const describe = (job: SlurmJob): string => {
    const path = join(slurmFolder(run.folder), job.script);
    return `${shellWords(["sbatch", "--parsable", ...job.flags, path])}\n\n${path}:\n${job.text.replaceAll(/^(?=.)/gm, "    ")}`;
  };
  return [describe(arrayJob(run, tasks)), describe(finalizeJob(run, ["JOB"]))].join("\n");
}
