import type { CAC } from "cac";
import { didYouMean } from "@turnwise/core";
import { flagName } from "./flag-name.ts";
import { UsageError } from "./usage-error.ts";

/**
 * What cac lets pass in silence: an unknown command, none at all, and flags that are unknown.
 *
 * @throws {UsageError}
 */
export function checkCommandLine(program: CAC): void {
  if (program.options["help"] === true || program.options["version"] === true) return;
  const command = program.matchedCommand;
  const known = program.commands.map(({ name }) => name);
  if (command === undefined) {
    const given = program.args[0];
    if (given === undefined) {
      program.outputHelp();
      throw new UsageError(`no command given; known: ${known.join(", ")}.`);
    }
    throw new UsageError(`no command "${given}".${didYouMean(given, known)} Known: ${known.join(", ")}.`);
  }
  const flags = [...program.globalCommand.options, ...command.options].flatMap(({ names }) => names);
  for (const given of Object.keys(program.options)) {
    if (given === "--" || flags.includes(given)) continue;
    const flag = flagName(given);
    if (/^\d/.test(given)) {
      throw new UsageError(`-${given} is taken for a flag; where it is a flag's value, write --flag=-${given}.`);
    }
    const guess = didYouMean(flag, flags.map(flagName));
    throw new UsageError(
      `unknown flag ${flag} of ${command.name}.${guess} Run turnwise ${command.name} --help for all flags.`,
    );
  }
}
