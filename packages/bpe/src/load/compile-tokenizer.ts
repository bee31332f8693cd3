import { droppingStages, planTokenizer } from "../definition/plan-tokenizer.ts";
import { readDefinition, type ModelTokens } from "../definition/read-definition.ts";
import type { TokenizerSteps } from "../definition/tokenizer-definition.ts";
import type { TokenizerPlan } from "../definition/tokenizer-plan.ts";
import { createNormalizer } from "../general/normalizer.ts";
import { compileScanner } from "../pattern/compile-scanner.ts";
import { coversEverything } from "../pattern/covers-everything.ts";
import type { Scanner } from "../pattern/scanner.ts";
import { buildImage } from "../tables/build-image.ts";
import { UNSTABLE_RUNS } from "../unicode/character-data.ts";
import { decodeRuns, setOfRuns } from "../unicode/decode-runs.ts";

/** All that is made of a tokenizer.json, and kept in the cache. */
export interface CompiledTokenizer {
  readonly steps: TokenizerSteps;
  readonly plan: TokenizerPlan;
  /** What kernels work on. */
  readonly image: Uint8Array;
}

/**
 * Compiles a parsed tokenizer.json.
 *
 * @param where names the file in errors
 * @param read vocabulary and merges, where they were read already
 * @throws {TurnwiseError} `broken-model`, `tokenizer-not-supported`
 */
export function compileTokenizer(
  tokenizerJson: unknown,
  where: string,
  read: ModelTokens | null = null,
): CompiledTokenizer {
  const definition = readDefinition(tokenizerJson, where, read);
  const planned = planTokenizer(definition, where);
  const scanner = compile(planned, definition);
  const plan = scanner === null && planned.scanner?.length !== 0 ? { ...planned, scanner: null } : planned;
  const normalize = createNormalizer(definition.normalizer);
  const image = buildImage(definition, plan, scanner, {
    unstableUnderNfc: plan.normalization === "nfc" ? setOfRuns(decodeRuns(UNSTABLE_RUNS), new Set([1])) : [],
    normalize: (content) => normalize(content).text,
  });
  const { model, ...rest } = definition;
  return { steps: { model: { symbols: model.symbols }, ...rest }, plan, image };
}

/** Null where the kernel needs no scanner, or cannot have one. */
function compile({ scanner: patterns }: TokenizerPlan, steps: TokenizerSteps): Scanner | null {
  const scanner = patterns === null || patterns.length === 0 ? null : compileScanner(patterns);
  if (scanner === null) return null;
  return droppingStages(steps).every((stage) => coversEverything(scanner, stage)) ? scanner : null;
}
