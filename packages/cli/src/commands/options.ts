import { flagName } from "./flag-name.ts";
import { UsageError } from "./usage-error.ts";
import type { CAC } from "cac";

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
