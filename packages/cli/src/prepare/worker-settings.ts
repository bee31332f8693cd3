import { TurnwiseError, type FetchOptions, type Turnwise } from "@turnwise/core";
import type { WorkerParts } from "@turnwise/run";
import { checkAsPlanned } from "./check-as-planned.ts";
import { decidesSplits, type DatasetPlan } from "./plan-dataset.ts";
import { identifyPlugins } from "./plugin-identities.ts";
import { createRowPipeline } from "./row-pipeline.ts";
import { openStoredPreprocessor } from "./stored-preprocessor.ts";

/** Opens in a thread what the plan was made with: its plug-ins, and the model for the first piece. @throws {TurnwiseError} `plan-differs` */
export async function openWorkerParts(given: unknown): Promise<WorkerParts> {
  const plan = given as DatasetPlan;
  const { turnwise, preprocessor } = await openAsPlanned(plan);
  return workerParts(turnwise, async () =>
    createRowPipeline(turnwise, await preprocessor(), plan.maxRowBytes, plan.sources),
  );
}

/**
 * Imports plug-ins again and opens the model again.
 *
 * @throws {TurnwiseError} `plan-differs` if a plug-in, the model or Turnwise itself is another one than when the plan was made
 */
export async function openAsPlanned(
  plan: DatasetPlan,
  options?: FetchOptions,
): ReturnType<typeof openStoredPreprocessor> {
  if (plan.preprocessor === null) {
    throw new TurnwiseError("plan-differs", "the plan was made with objects of a program, which are nowhere else.");
  }
  const { turnwise, preprocessor: open } = await openStoredPreprocessor(plan.preprocessor, options);
  const plugins = await identifyPlugins(turnwise);
  checkAsPlanned({ plugins: plan.plugins.rows }, { plugins: plugins.rows });
  checkAsPlanned({ plugins: plan.plugins.files }, { plugins: plugins.files });
  return {
    turnwise,
    async preprocessor() {
      const preprocessor = await open();
      checkAsPlanned(plan.decides, decidesSplits({ ...plan, preprocessor, plugins }));
      return preprocessor;
    },
  };
}

/** Parts that share what is open already. */
export function workerParts({ registry }: Turnwise, rowPipeline: WorkerParts["rowPipeline"]): WorkerParts {
  return {
    rowPipeline,
    writer: (name) => registry.get("writer", name),
    shift: (name) => registry.get("label shift", name),
  };
}
