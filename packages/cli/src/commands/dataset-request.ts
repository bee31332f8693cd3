import type { Preprocessor, Trainer } from "@turnwise/core";
import type { Command } from "cac";
import type { OutputChoices } from "../prepare/choose-output.ts";
import { DEFAULT_MAX_ROW_BYTES } from "../prepare/max-row-bytes.ts";
import { planSources, sourceStatements, type SourcePlan } from "../prepare/sources.ts";
import type { StoredPlan } from "../prepare/stored-plan.ts";
import { numberOption, textOption, type GivenOptions } from "./options.ts";
import { addOutputOptions, outputChoices } from "./output-options.ts";
import { addPreprocessorOptions } from "./preprocessor-options.ts";
import { modelOption, openPreprocessor, openSession, type Session } from "./session.ts";
import { addSourceOptions, sourceChoices } from "./source-options.ts";
import { UsageError } from "./usage-error.ts";

/** What the user wants to be prepared, everything opened and decided. */
export interface DatasetRequest {
  /** Its options hold what was decided: the clock, the shift. */
  readonly session: Session;
  readonly preprocessor: Preprocessor;
  readonly model: string;
  readonly out: string;
  readonly output: OutputChoices;
  readonly sources: readonly SourcePlan[];
  readonly limit: number | undefined;
  readonly maxRowBytes: number;
  readonly splitBytes: number | null;
}

/** The flags that say what is prepared, and into what. */
export function addRequestOptions(command: Command): Command {
  return addOutputOptions(addSourceOptions(addPreprocessorOptions(command)))
    .option("--out <dir>", "Output directory; it appears at once when complete")
    .option("--limit <n>", "Prepare the first n rows only")
    .option("--max-row-bytes <n>", `Reject longer rows (default: ${DEFAULT_MAX_ROW_BYTES})`)
    .option(
      "--split-size <bytes>",
      "Bytes of the input that a thread takes at once; the output does not depend on it (default: 1 to 16 MiB by the size of the file)",
    );
}

/** @throws {UsageError} if it is missing */
export function outOption(options: GivenOptions): string {
  const out = textOption(options, "out");
  if (out !== undefined) return out;
  throw new UsageError("--out is missing: the directory to write.");
}

/**
 * Opens model, plug-ins and input.
 *
 * @param earlier the plan of the run that is resumed, whose clock is kept
 * @param say called with a line for each way in which files are read
 */
export async function openRequest(
  files: readonly string[],
  given: GivenOptions,
  earlier: StoredPlan | null,
  say: (line: string) => void,
): Promise<DatasetRequest> {
  const session = await openSession(given);
  const { options } = session;
  const model = modelOption(options);
  const out = outOption(options);
  const output = outputChoices(options);
  const limit = numberOption(options, "limit", { min: 1, integer: true });
  const maxRowBytes = numberOption(options, "maxRowBytes", { min: 1, integer: true }) ?? DEFAULT_MAX_ROW_BYTES;
  const splitBytes = numberOption(options, "splitSize", { min: 1, integer: true }) ?? null;
  const sources = await planSources(session.turnwise, files, { ...sourceChoices(session), say });
  for (const line of sourceStatements(sources)) say(line);
  const decided = decideForAll(session, output, earlier);
  const preprocessor = await openPreprocessor(decided);
  return { session: decided, preprocessor, model, out, output, sources, limit, maxRowBytes, splitBytes };
}

/** Settles what every thread must agree on: the clock (that of the run that is resumed), and the shift that the trainer expects. */
function decideForAll(session: Session, output: OutputChoices, earlier: StoredPlan | null): Session {
  const { options, turnwise, configFile } = session;
  const { plugins: _, ...plain } = options; // the config names them again
  const clock = textOption(options, "clock") ?? textOption(earlier?.options ?? {}, "clock") ?? new Date().toISOString();
  const trainer = turnwise.registry.get<Trainer>("trainer", output.trainer ?? "generic");
  const saysShift = textOption(options, "shift") !== undefined || textOption(options, "recipe") !== undefined;
  const shift = trainer.shift !== null && !saysShift ? { shift: trainer.shift } : {};
  const config = configFile === null ? {} : { config: configFile };
  return { ...session, options: { ...plain, clock, ...shift, ...config } };
}
