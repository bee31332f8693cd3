import { RowError, type Rejection, type Rendering } from "@turnwise/core";
import type { CAC } from "cac";
import { choiceOption, numberOption, switchOption, type GivenOptions } from "./options.ts";
import { addPreprocessorOptions } from "./preprocessor-options.ts";
import { readRow } from "./read-row.ts";
import { addSourceOptions, sourceChoices } from "./source-options.ts";
import { openPreprocessor, openSession } from "./session.ts";

export function addRenderCommand(program: CAC): void {
  const command = program.command("render <file>", "Print what the chat template prints for one row, or its segments");
  addSourceOptions(addPreprocessorOptions(command))
    .option("--row <n>", "Which line of the file, counted from 1 (default: 1)")
    .option("--add-generation-prompt", "End with what a server writes before the model answers")
    .option("--format <name>", "text, or json for the segments (default: text)")
    .example("turnwise render chats.jsonl --model models/gemma-3 --row 3 --format json")
    .action(runRender);
}

async function runRender(file: string, given: GivenOptions): Promise<void> {
  const row = numberOption(given, "row", { min: 1, integer: true }) ?? 1;
  const format = choiceOption(given, "format", ["text", "json"]) ?? "text";
  const session = await openSession(given);
  const preprocessor = await openPreprocessor(session);
  const { line, conversation } = await readRow(session.turnwise, file, row, sourceChoices(session));
  const addGenerationPrompt = switchOption(given, "addGenerationPrompt");
  const rendering = "kind" in conversation ? conversation : preprocessor.render(conversation, { addGenerationPrompt });
  if ("kind" in rendering) throw rowError(file, line, rendering);
  for (const note of preprocessor.notes) console.error(`note ${note}`);
  process.stdout.write(format === "json" ? `${JSON.stringify(describe(rendering), null, 2)}\n` : rendering.text);
}

function rowError(file: string, line: number, { code, message, at }: Rejection): RowError {
  return new RowError(code, `${file}, line ${line}: ${code}: ${message}`, at);
}

function describe(rendering: Rendering): object {
  const segments = Array.from({ length: rendering.segmentCount }, (_, index) => rendering.segment(index));
  return { text: rendering.text, provenance: rendering.provenance, turns: rendering.turns, segments };
}
