import { UsageError } from "./usage-error.ts";

/** Variables in which schedulers tell a task its index, from 0. */
const VARIABLES: readonly string[] = [
  "TURNWISE_TASK_INDEX",
  "SLURM_ARRAY_TASK_ID",
  "JOB_COMPLETION_INDEX", // Kubernetes
  "AWS_BATCH_JOB_ARRAY_INDEX",
  "CLOUD_RUN_TASK_INDEX",
  "BATCH_TASK_INDEX", // Google Cloud Batch
];

/**
 * The index of this task: of the flag, or of the scheduler's variable. How many there are is the plan's to say, never the
 * environment's: an array that is submitted again for what is missing counts only that.
 *
 * @throws {UsageError} if nothing says it, two variables disagree, or it is no index of a task
 */
export function taskIndex(
  given: number | undefined,
  tasks: number,
  environment: Readonly<Record<string, string | undefined>>,
): number {
  const found = VARIABLES.flatMap((name) => {
    const text = environment[name];
    return text === undefined || text === "" ? [] : [{ name, text }];
  });
  const [first] = found;
  const other = found.find(({ text }) => text !== first?.text);
  if (given === undefined && first !== undefined && other !== undefined) {
    throw new UsageError(
      `${first.name}=${first.text} and ${other.name}=${other.text} disagree: say which task with --task.`,
    );
  }
  if (given === undefined && first === undefined) {
    throw new UsageError(
      `which of the ${tasks} tasks? Give --task with a number from 0 to ${tasks - 1}, or set ${VARIABLES.join(", ")}, as schedulers do. --all does all of them.`,
    );
  }
  const index = given ?? Number(first?.text);
  if (Number.isInteger(index) && index >= 0 && index < tasks) return index;
  throw new UsageError(
    `there is no task ${given ?? `${first?.name}=${first?.text}`}: the plan has tasks 0 to ${tasks - 1}.`,
  );
}
