import { UnknownNameError } from "../errors/unknown-name-error.ts";
import { DEFAULT_PROOF_BUDGET } from "../turns/prefixes.ts";
import { TURN_POLICIES } from "../turns/turn-policy.ts";
import type { PreprocessorParts } from "./preprocessor-parts.ts";
import type { PreprocessorSettings } from "./preprocessor-settings.ts";

type Choices = Pick<
  PreprocessorParts,
  "turns" | "maxExpansion" | "overExpansion" | "proofBudget" | "straddle" | "trainPrefill" | "controlTokensInData"
>;

/**
 * How turns are trained, with its defaults.
 *
 * @throws {UnknownNameError} for a value that does not exist
 */
export function resolveChoices(settings: PreprocessorSettings): Choices {
  return {
    turns: choice("--turns", settings.turns, TURN_POLICIES) ?? "split",
    maxExpansion: settings.maxExpansion ?? 4,
    overExpansion: choice("--over-expansion", settings.overExpansion, ["reject", "as-rendered"]) ?? "reject",
    proofBudget: settings.proofBudget === undefined ? DEFAULT_PROOF_BUDGET : { times: settings.proofBudget },
    trainPrefill: settings.trainPrefill ?? false,
    straddle: choice("--straddle", settings.straddle, ["break", "keep", "reject"]) ?? "break",
    controlTokensInData:
      choice("--control-tokens-in-data", settings.controlTokensInData, ["text", "allow", "reject"]) ?? "text",
  };
}

/** Callers without types may give any text. */
function choice<T extends string>(flag: string, given: T | undefined, known: readonly T[]): T | undefined {
  if (given !== undefined && !known.includes(given)) throw new UnknownNameError(`value of ${flag}`, given, known);
  return given;
}
