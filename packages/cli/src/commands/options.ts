import { flagName } from "./flag-name.ts";
import { UsageError } from "./usage-error.ts";
import type { CAC, Command } from "cac";

/** The flags that a user gave, as cac parsed them: camelCase names, numbers converted. */
export type GivenOptions = Readonly<Record<string, unknown>>;

/** The value of a flag as text. @throws {UsageError} if it was given twice or without a value */
export function textOption(given: GivenOptions, name: string): string | undefined {
  const value = given[name];
  if (value === undefined) return undefined;
  if (Array.isArray(value)) throw new UsageError(`${flagName(name)} is given ${value.length} times; give it once.`);
  if (typeof value === "boolean") throw new UsageError(`${flagName(name)} needs a value.`);
  return String(value);
}

/** The values of a flag that may be repeated. */
export function textOptions(given: GivenOptions, name: string): readonly string[] {
  const value = given[name];
  if (value === undefined) return [];
  return (Array.isArray(value) ? value : [value]).map(String);
}

/** A number within bounds. @throws {UsageError} */
export function numberOption(
  given: GivenOptions,
  name: string,
  {
    min,
    max = Number.MAX_SAFE_INTEGER,
    integer,
  }: { readonly min: number; readonly max?: number; readonly integer: boolean },
): number | undefined {
  const text = textOption(given, name);
  if (text === undefined) return undefined;
  const number = Number(text);
  if (text.trim() !== "" && number >= min && number <= max && (!integer || Number.isInteger(number))) return number;
  const range = max === Number.MAX_SAFE_INTEGER ? `${min} or more` : `between ${min} and ${max}`;
  throw new UsageError(`${flagName(name)} ${text}: it must be ${integer ? "a whole" : "a"} number, ${range}.`);
}

/** A flag without a value. */
export function switchOption(given: GivenOptions, name: string): boolean {
  const value = given[name];
  if (value === undefined || typeof value === "boolean") return value === true;
  throw new UsageError(`${flagName(name)} takes no value.`);
}

/** One of a few values. @throws {UsageError} that lists them */
export function choiceOption<T extends string>(given: GivenOptions, name: string, known: readonly T[]): T | undefined {
  const text = textOption(given, name);
  const chosen = known.find((candidate) => candidate === text);
  if (text === undefined || chosen !== undefined) return chosen;
  throw new UsageError(`${flagName(name)} ${text}: known are ${known.join(", ")}.`);
}

/** The flags of every command. */
export function addGlobalOptions(program: CAC): void {
  program
    .option("--config <file>", "Config file (default: the nearest turnwise.config.ts, .js, .mjs or .json upward)")
    .option("--plugin <module>", "One more plug-in: a package or a path; may be repeated")
    .option("--debug", "Print stack traces with errors");
}

/** The flags that say how rows are prepared. */
export function addPreprocessorOptions(command: Command): Command {
  return command
    .option("--model <dir|id>", "Model directory or hub id (org/name or org/name@revision)")
    .option("--family <name>", "Render as this family (default: recognised by the model's chat template)")
    .option("--force-family", "Render as --family though the model's chat template is another")
    .option(
      "--mask <expression>",
      "What is trained, e.g. assistant, last-assistant, roles(assistant, tool) (default: assistant)",
    )
    .option("--bos <policy>", "Which BOS stands first: template, strip, exactly-one, none (default: template)")
    .option("--shift <name>", "How labels are aligned: none, next-token, next-token-padded (default: none)")
    .option("--recipe <name>", "prompt-length: stands for --bos strip --mask prompt-length --shift next-token")
    .option(
      "--recipe-end <row|turn>",
      "How far the recipe trains: to the row's end, or to the end-of-turn token (default: row)",
    )
    .option("--role <name=role>", "Read a role of the data as another, e.g. critic=user; may be repeated")
    .option("--turns <policy>", "as-rendered: every assistant turn as the full rendering has it (default)")
    .option("--straddle <keep|reject>", "Rows in which a token spans header and body of a trained turn (default: keep)")
    .option("--clock <time>", "ISO 8601 time that templates read as now (default: now)");
}
