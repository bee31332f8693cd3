import { RunFolder } from "@turnwise/run";
import type { CAC } from "cac";
import { chooseOutput } from "../prepare/choose-output.ts";
import { planDataset, splitsOf } from "../prepare/plan-dataset.ts";
import { readPlan, writePlan } from "../prepare/stored-plan.ts";
import { count } from "../terminal/format-number.ts";
import { addRequestOptions, openRequest } from "./dataset-request.ts";
import { numberOption, type GivenOptions } from "./options.ts";
import { runOption } from "./run-option.ts";
import { UsageError } from "./usage-error.ts";

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
  const request = await openRequest(files, given, readPlan(run), (line) => console.error(line));
  const { session, preprocessor, maxRowBytes, limit = null, sources, splitBytes, out } = request;
  if (limit !== null) throw new UsageError("--limit counts rows one behind the other: use it with prepare.");
  const { turnwise } = session;
  const output = chooseOutput(
    turnwise,
    request.output,
    String(preprocessor.conventions["shift"]),
    preprocessor.weighted,
  );
  const plan = await planDataset({ turnwise, preprocessor, maxRowBytes, limit }, sources, output, splitBytes);
  const splits = splitsOf(plan);
  const tasks = Math.min(splits.length, numberOption(given, "tasks", { min: 1, integer: true }) ?? splits.length);
  const folder = new RunFolder(run);
  writePlan(run, { ...plan, options: session.options, workingDirectory: process.cwd(), out, maxRowBytes, tasks });
  const done = splits.filter(({ key }) => folder.receipt(key) !== null).length;
  console.log(
    [
      `${count(splits.length)} pieces of ${count(sources.length)} files in ${count(tasks)} tasks${done > 0 ? `; ${count(done)} pieces are done already` : ""}`,
      "",
      `  turnwise work --run ${run} --task N      for N from 0 to ${tasks - 1}, on any machine, in any order`,
      `  turnwise finalize --run ${run}           when all are done`,
    ].join("\n"),
  );
}
