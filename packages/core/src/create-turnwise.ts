import { builtInPlugin } from "./built-in-plugin.ts";
import { chooseRenderer, type ChosenRenderer } from "./choose-renderer.ts";
import type { BosPolicy } from "./contracts/bos-policy.ts";
import type { Configured } from "./contracts/configured.ts";
import type { LabelShift } from "./contracts/label-shift.ts";
import type { MaskingStrategy } from "./contracts/masking-strategy.ts";
import type { ModelLoader } from "./contracts/model-loader.ts";
import type { Model } from "./contracts/model.ts";
import type { Plugin } from "./contracts/plugin.ts";
import type { Preprocessor } from "./contracts/preprocessor.ts";
import type { Tokenizer } from "./contracts/tokenizer.ts";
import type { TokenSelector } from "./contracts/token-selector.ts";
import { ContractVersionError } from "./errors/contract-version-error.ts";
import { TurnwiseError } from "./errors/turnwise-error.ts";
import { UnknownNameError } from "./errors/unknown-name-error.ts";
import { evaluateMask } from "./expression/evaluate-mask.ts";
import { checkSettings } from "./preprocessor/check-settings.ts";
import { createPreprocessor } from "./preprocessor/create-preprocessor.ts";
import type { PreprocessorSettings } from "./preprocessor/preprocessor-settings.ts";
import { resolveRecipe } from "./preprocessor/resolve-recipe.ts";
import { createRegistry, type Registry } from "./registry.ts";
import { IGNORE_INDEX } from "./shifts/ignore-index.ts";

const CONTRACT_VERSION = 1;

/** Everything that the plug-ins brought, composed. */
export interface Turnwise {
  readonly registry: Registry;
  /** @throws {TurnwiseError} if no loader takes the name, or the model cannot be read */
  model(source: string): Promise<Model>;
  /** @throws {ExpressionError} if the expression cannot be read */
  mask(expression: string): MaskingStrategy;
  /** @throws {TurnwiseError} for settings that do not fit the model or each other */
  preprocessor(settings: PreprocessorSettings): Promise<Preprocessor>;
}

/**
 * The composition root: registers what the plug-ins contribute and hands out frozen preprocessors.
 *
 * @throws {DuplicateNameError} if two plug-ins use one name
 * @throws {ContractVersionError} for a plug-in of other contracts
 * @example
 * import { createTurnwise } from "@turnwise/core";
 * import chatml from "@turnwise/chatml";
 * import transformers from "@turnwise/transformers";
 *
 * const turnwise = createTurnwise({ plugins: [chatml, transformers] });
 * const preprocessor = await turnwise.preprocessor({ model: "models/qwen3" });
 */
export function createTurnwise({ plugins }: { readonly plugins: readonly Plugin[] }): Turnwise {
  for (const { name, contract } of plugins) {
    if (contract !== CONTRACT_VERSION) throw new ContractVersionError(name, contract, CONTRACT_VERSION);
  }
  const registry = createRegistry([builtInPlugin, ...plugins]);
  const byName = <T>(kind: "mask" | "selector"): ReadonlyMap<string, Configured<T>> =>
    new Map(registry.all<Configured<T>>(kind).map(({ name, value }) => [name, value]));

  const turnwise: Turnwise = {
    registry,
    async model(source) {
      const loaders = registry.all<ModelLoader>("model loader");
      const loader = loaders.findLast(({ value }) => value.accepts(source))?.value;
      if (loader !== undefined) return loader.load(source);
      const known = loaders.map(({ name }) => name).join(", ");
      throw new TurnwiseError("model-not-found", `no model loader takes "${source}"; asked: ${known || "none"}.`);
    },
    mask: (expression) =>
      evaluateMask(expression, {
        strategies: byName<MaskingStrategy>("mask"),
        selectors: byName<TokenSelector>("selector"),
      }),
    async preprocessor(given) {
      const settings = checkSettings(given);
      const chosen = resolveRecipe(settings);
      const bos = registry.get<BosPolicy>("BOS policy", chosen.bos);
      const shift = registry.get<LabelShift>("label shift", chosen.shift);
      const mask = typeof chosen.mask === "string" ? turnwise.mask(chosen.mask) : chosen.mask;
      const { turns = "as-rendered", straddle = "keep", clock = new Date(), roles = {} } = settings;
      checkChoice("value of --turns", turns, ["as-rendered"]);
      checkChoice("value of --straddle", straddle, ["keep", "reject"]);

      const model = typeof settings.model === "string" ? await turnwise.model(settings.model) : settings.model;
      const { renderer, family, note } = chooseRenderer(registry, model, settings);
      const tokenizer = model.tokenizer.withControlTokens(family?.turnMarkers ?? []);
      checkNeeds(mask, family, model);
      if (bos.needsBos && tokenizer.bos === null) {
        throw new TurnwiseError("no-bos", `--bos ${bos.name}: the tokenizer of ${model.name} has no BOS token.`);
      }
      return createPreprocessor({
        renderer,
        knowsParts: family !== null,
        readsContentParts: family?.contentParts ?? false,
        specialTokens: model.specialTokens,
        tokenizer,
        bos,
        mask,
        shift,
        straddle,
        clock,
        roles,
        notes: [note, endOfTurnNote(family, tokenizer, model)].filter((line) => line !== null),
        conventions: {
          family: family?.name ?? null,
          renderer: renderer.name,
          template_hash: model.chatTemplate?.hash ?? null,
          tokenizer: tokenizer.name,
          tokenizer_hash: tokenizer.hash,
          roles: describeRoles(roles),
          turns,
          recipe: settings.recipe ?? null,
          bos: bos.name,
          bos_rule: bos.description,
          mask: typeof chosen.mask === "string" ? chosen.mask : "a strategy given in code",
          shift: shift.name,
          shift_rule: shift.description,
          labels_shifted_by: shift.shiftsLabels,
          ignore_index: IGNORE_INDEX,
          straddle,
          control_tokens_in_data: family === null ? "row rejected" : "plain text",
          clock: renderer.readsClock === true ? clock.toISOString() : null,
        },
      });
    },
  };
  return Object.freeze(turnwise);
}

/** `critic=user, gpt=assistant`; null if none is read as another. */
function describeRoles(roles: Readonly<Record<string, string>>): string | null {
  const pairs = Object.entries(roles).map(([from, to]) => `${from}=${to}`);
  return pairs.length === 0 ? null : pairs.join(", ");
}

function checkChoice(kind: string, given: string, known: readonly string[]): void {
  if (!known.includes(given)) throw new UnknownNameError(kind, given, known);
}

/** A model that never sees its end-of-turn token as one token does not learn to stop. */
function endOfTurnNote(family: ChosenRenderer["family"], { controlTokens }: Tokenizer, model: Model): string | null {
  if (family === null || family.endOfTurn.some((text) => controlTokens.includes(text))) return null;
  return `${family.endOfTurn.join(", ")}: the end of a turn of ${family.name} is no control token of ${model.name}, so it is trained as plain text`;
}

function checkNeeds(mask: MaskingStrategy, family: ChosenRenderer["family"], model: Model): void {
  if (mask.needs?.includes("generation-spans")) {
    throw new TurnwiseError(
      "generation-spans-unavailable",
      "--mask generation: what a template marks with {% generation %} cannot be traced yet. Use --mask assistant with a known family, or --recipe prompt-length.",
    );
  }
  if (mask.needs?.includes("parts") && family === null) {
    throw new TurnwiseError(
      "parts-unknown",
      `${model.name}: its template is none that a family knows, so nothing says which text is an answer. Add --recipe prompt-length (or --mask prompt-length), which needs no parts, or choose a family with --family NAME --force-family.`,
    );
  }
}
