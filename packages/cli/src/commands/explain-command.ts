import type { CAC } from "cac";
import { explainRow } from "../explain/explain-row.ts";
import type { Explanation } from "../explain/explanation.ts";
import { formatMarkdown } from "../explain/format-markdown.ts";
import { formatText } from "../explain/format-text.ts";
import { style } from "../terminal/style.ts";
import { choiceOption, numberOption, type GivenOptions } from "./options.ts";
import { addPreprocessorOptions } from "./preprocessor-options.ts";
import { readRow } from "./read-row.ts";
import { addSourceOptions, sourceChoices } from "./source-options.ts";
import { openPreprocessor, openSession } from "./session.ts";

const FORMATS = ["text", "json", "markdown"] as const;
const DEFAULT_WIDTH = 100;

export function addExplainCommand(program: CAC): void {
  const command = program.command("explain <file>", "Show every step that one row goes through, token by token");
  addSourceOptions(addPreprocessorOptions(command))
    .option("--row <n>", "Which line of the file, counted from 1 (default: 1)")
    .option("--format <name>", "text, json or markdown (default: text)")
    .example("turnwise explain chats.jsonl --model models/gemma-3 --row 3")
    .example("turnwise explain chats.jsonl --model models/gemma-3 --recipe prompt-length")
    .action(runExplain);
}

async function runExplain(file: string, given: GivenOptions): Promise<void> {
  const row = numberOption(given, "row", { min: 1, integer: true }) ?? 1;
  const format = choiceOption(given, "format", FORMATS) ?? "text";
  const session = await openSession(given);
  const preprocessor = await openPreprocessor(session);
  const { line, conversation } = await readRow(session.turnwise, file, row, sourceChoices(session));
  const result = "kind" in conversation ? conversation : preprocessor.trace(conversation);
  console.log(print(explainRow({ source: file, line, result }, preprocessor), format));
}

function print(explanation: Explanation, format: (typeof FORMATS)[number]): string {
  switch (format) {
    case "json":
      return JSON.stringify(explanation, null, 2);
    case "markdown":
      return formatMarkdown(explanation);
    case "text":
      return formatText(explanation, process.stdout.columns ?? DEFAULT_WIDTH, style(process.stdout));
    default:
      return format satisfies never;
  }
}
