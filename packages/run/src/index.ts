export { canonicalJson, hashOf } from "./canonical-json.ts";
export {
  countDiagnostics,
  countExample,
  countRejection,
  emptyCounts,
  type Counts,
  type RejectionExample,
} from "./counts.ts";
export { finalizeRun, type FinalizedRun, type WrittenPart } from "./finalize/finalize-run.ts";
export type { OutputSettings } from "./finalize/output-settings.ts";
export { columnDefinitions } from "./materialise/row-columns.ts";
export type { OpenWorkerParts, PreparedRow, RowPipeline, Split, WorkerParts } from "./pipeline.ts";
export { describeSplit } from "./plan/describe-split.ts";
export { splitInputs, type PlannedInput, type TakenStretch } from "./plan/split-inputs.ts";
export { makeFolder } from "./make-folder.ts";
export { isAbandoned, processName } from "./process-name.ts";
export { hashFile, type FileHash } from "./hash-file.ts";
export { publishFile } from "./publish.ts";
export { shellWords } from "./slurm/batch-script.ts";
export { decideSubmission, type Submission } from "./slurm/decide-submission.ts";
export { DoneSplits } from "./slurm/done-splits.ts";
export { newestLog, whyFailed, type JobLog } from "./slurm/job-log.ts";
export { hasEnded, type QueuedJob } from "./slurm/queued-job.ts";
export { arrayJob, finalizeJob, jobName, slurmFolder, type SlurmJob, type SlurmRun } from "./slurm/slurm-job.ts";
export { openSlurm, type Slurm } from "./slurm/slurm.ts";
export { submitJobs, type SubmittedJobs } from "./slurm/submit-jobs.ts";
export { watchQueue, type QueueLook } from "./slurm/watch-queue.ts";
export { leaveSession, writeRunTimings, type RunTimings } from "./timings/run-timings.ts";
export { SessionClock, type RunStage, type Session } from "./timings/session.ts";
export type { StageTimes } from "./timings/stopwatch.ts";
export type { WorkerStage, WorkerTimings } from "./timings/worker-timings.ts";
export { createInlinePool } from "./threads/inline-pool.ts";
export { runWorker } from "./threads/worker.ts";
export { createWorkerPool, type PoolSettings, type TaskPool } from "./threads/worker-pool.ts";
export { damagedFiles } from "./splits/damaged-files.ts";
export type { Receipt } from "./splits/receipt.ts";
export { RunFolder } from "./splits/run-folder.ts";
export { workSplit, type SplitProgress } from "./splits/work-split.ts";
export { workSplits, type WorkedSplits } from "./splits/work-splits.ts";
