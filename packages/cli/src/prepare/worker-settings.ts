import type { Turnwise } from "@turnwise/core";
import type { WorkerParts } from "@turnwise/run";
import { openPreprocessor, openSession } from "../commands/session.ts";
import type { GivenOptions } from "../commands/options.ts";
import { createRowPipeline } from "./row-pipeline.ts";
import type { SourcePlan } from "./sources.ts";

/** What a worker makes its own Turnwise from: the flags, from which it reads config and plug-ins again. JSON. */
export interface WorkerSettings {
  /** As they were given, with what was decided since: the clock, the shift. */
  readonly options: GivenOptions;
  readonly maxRowBytes: number;
  readonly sources: readonly SourcePlan[];
}

/** Opens Turnwise as the command did. */
export async function openWorkerParts(settings: unknown): Promise<WorkerParts> {
  const { options, maxRowBytes, sources } = settings as WorkerSettings;
  const session = await openSession(options);
  return workerParts(session.turnwise, async () =>
    createRowPipeline(session.turnwise, await openPreprocessor(session), maxRowBytes, sources),
  );
}

/** Parts that share what is open already. */
export function workerParts({ registry }: Turnwise, rowPipeline: WorkerParts["rowPipeline"]): WorkerParts {
  return {
    rowPipeline,
    writer: (name) => registry.get("writer", name),
    shift: (name) => registry.get("label shift", name),
  };
}
