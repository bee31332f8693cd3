import { RunFolder } from "@turnwise/run";
import type { CAC } from "cac";
import { writePlan } from "../prepare/stored-plan.ts";
import { count, counted } from "../terminal/format-number.ts";
import { addRequestOptions } from "./dataset-request.ts";
import { numberOption, type GivenOptions } from "./options.ts";
import { planRun } from "./plan-run.ts";
import { runOption } from "./run-option.ts";

export function addPlanCommand(program: CAC): void {
  const command = program.command(
    "plan <...files>",
    "Say what is to be done, for `work` and `finalize` on many machines",
  );
  addRequestOptions(command)
    .option("--run <dir>", "Where plan and work lie: a folder that all machines see")
    .option("--tasks <n>", "Into how many tasks the pieces of the input are divided (default: one a piece)")
    .example("turnwise plan 'data/*.jsonl' --model models/gemma-3 --out data/gemma-3 --run runs/gemma-3 --tasks 64")
    .example("turnwise work --run runs/gemma-3 --task 0")
    .example("turnwise finalize --run runs/gemma-3")
    .action(runPlan);
}

async function runPlan(files: readonly string[], given: GivenOptions): Promise<void> {
  const run = runOption(given);
  const wanted = numberOption(given, "tasks", { min: 1, integer: true });
  const { plan, splits } = await planRun(
    files,
    given,
    run,
    ({ length }) => wanted ?? length,
    (line) => console.error(line),
  );
  const { sources, tasks } = plan;
  const folder = new RunFolder(run);
  writePlan(run, plan);
  const done = splits.filter(({ key }) => folder.receipt(key) !== null).length;
  console.log(
    [
      `${counted(splits.length, "piece")} of ${counted(sources.length, "file")} in ${counted(tasks, "task")}${done > 0 ? `; done already: ${count(done)}` : ""}`,
      "",
      `  turnwise work --run ${run} --task N      for N from 0 to ${tasks - 1}, on any machine, in any order`,
      `  turnwise finalize --run ${run}           when all are done`,
    ].join("\n"),
  );
}
