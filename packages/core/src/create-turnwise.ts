import { builtInPlugin } from "./built-in-plugin.ts";
import { chooseRenderer } from "./choose-renderer.ts";
import type { BosPolicy } from "./contracts/bos-policy.ts";
import type { Configured } from "./contracts/configured.ts";
import type { OnDownload } from "./contracts/download.ts";
import type { LabelShift } from "./contracts/label-shift.ts";
import type { MaskingStrategy } from "./contracts/masking-strategy.ts";
import type { ModelLoader } from "./contracts/model-loader.ts";
import type { Model } from "./contracts/model.ts";
import type { Plugin } from "./contracts/plugin.ts";
import type { Preprocessor } from "./contracts/preprocessor.ts";
import type { TemplateRenderer } from "./contracts/template-renderer.ts";
import type { TokenSelector } from "./contracts/token-selector.ts";
import { ContractVersionError } from "./errors/contract-version-error.ts";
import { TurnwiseError } from "./errors/turnwise-error.ts";
import { evaluateMask } from "./expression/evaluate-mask.ts";
import { checkSettings } from "./preprocessor/check-settings.ts";
import { resolveChoices } from "./preprocessor/resolve-choices.ts";
import { createPreprocessor } from "./preprocessor/create-preprocessor.ts";
import type { PreprocessorSettings } from "./preprocessor/preprocessor-settings.ts";
import { resolveRecipe } from "./preprocessor/resolve-recipe.ts";
import { studyTemplate } from "./preprocessor/study-template.ts";
import { pythonJson } from "./json/python-json.ts";
import { createRegistry, type Registry } from "./registry.ts";
import { IGNORE_INDEX } from "./shifts/ignore-index.ts";
import { createTokenizerLoader } from "./tokenizer-loader.ts";

const CONTRACT_VERSION = 1;

/** Everything that the plug-ins brought, composed. */
export interface Turnwise {
  readonly registry: Registry;
  /**
   * Opens a model; `tokenizer` names the engine that makes its tokenizer, by default the first that supports it.
   *
   * @throws {TurnwiseError} if no loader takes the name, or the model cannot be read
   */
  model(source: string, options?: { readonly tokenizer?: string | undefined }): Promise<Model>;
  /** @throws {ExpressionError} if the expression cannot be read */
  mask(expression: string): MaskingStrategy;
  /** @throws {TurnwiseError} for settings that do not fit the model or each other */
  preprocessor(settings: PreprocessorSettings): Promise<Preprocessor>;
}

export interface TurnwiseOptions {
  readonly plugins: readonly Plugin[];
  /** Called before a file of a model is fetched. */
  readonly onDownload?: OnDownload | undefined;
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
export function createTurnwise({ plugins, onDownload }: TurnwiseOptions): Turnwise {
  for (const { name, contract } of plugins) {
    if (contract !== CONTRACT_VERSION) throw new ContractVersionError(name, contract, CONTRACT_VERSION);
  }
  const registry = createRegistry([builtInPlugin, ...plugins]);
  const byName = <T>(kind: "mask" | "selector"): ReadonlyMap<string, Configured<T>> =>
    new Map(registry.all<Configured<T>>(kind).map(({ name, value }) => [name, value]));

  const turnwise: Turnwise = {
    registry,
    async model(source, { tokenizer: named } = {}) {
      const loaders = registry.all<ModelLoader>("model loader");
      const loader = loaders.findLast(({ value }) => value.accepts(source))?.value;
      if (loader !== undefined) {
        const tokenizers = createTokenizerLoader(registry, named);
        const model = await loader.load(source, tokenizers.load, { onDownload });
        return { ...model, ...tokenizers.describe(model.tokenizer) };
      }
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
      const choices = resolveChoices(settings);
      const { clock = new Date(), roles = {}, templateArguments = {} } = settings;

      const model = await openedModel(turnwise, settings);
      const { renderer, family, note } = chooseRenderer(
        registry,
        model,
        settings,
        mask.needs?.includes("generation-spans") ?? false,
      );
      checkNeeds(mask, renderer, model);
      if (bos.needsBos && model.tokenizer.bos === null) {
        throw new TurnwiseError("no-bos", `--bos ${bos.name}: the tokenizer of ${model.name} has no BOS token.`);
      }
      const template = studyTemplate(renderer, family, model, {
        clock,
        templateArguments,
        stopTokens: settings.stopTokens ?? [],
      });
      return createPreprocessor({
        ...choices,
        settings: Object.freeze({ ...settings, clock }),
        renderer,
        readsContentParts: template.readsContentParts,
        specialTokens: model.specialTokens,
        tokenizer: template.tokenizer,
        rules: template.rules,
        bos,
        mask,
        shift,
        clock,
        roles,
        templateArguments,
        notes: [...(model.notes ?? []), note, ...template.notes].filter((line) => line !== null),
        conventions: {
          family: family?.name ?? null,
          renderer: renderer.name,
          template_hash: model.chatTemplate?.hash ?? null,
          template: template.profile?.essence ?? null,
          template_inserts: template.profile?.inserted?.text ?? null,
          template_arguments: Object.keys(templateArguments).length === 0 ? null : pythonJson(templateArguments),
          tokenizer: template.tokenizer.name,
          tokenizer_engine: model.tokenizerEngine ?? null,
          tokenizer_hash: template.tokenizer.hash,
          roles: describeRoles(roles),
          recipe: settings.recipe ?? null,
          bos: bos.name,
          bos_rule: bos.description,
          mask: typeof chosen.mask === "string" ? chosen.mask : "a strategy given in code",
          turns: mask.trains === "answers" && renderer.provenance !== "text" ? choices.turns : "as-rendered",
          max_expansion: choices.maxExpansion,
          over_expansion: choices.overExpansion,
          proof_budget: choices.proofBudget.times,
          stop_tokens: template.rules.stopTokens.join(" "),
          straddle: choices.straddle,
          train_prefill: choices.trainPrefill,
          control_tokens_in_data: renderer.provenance === "text" ? "reject" : choices.controlTokensInData,
          shift: shift.name,
          shift_rule: shift.description,
          labels_shifted_by: shift.shiftsLabels,
          ignore_index: IGNORE_INDEX,
          clock: renderer.readsClock === true ? clock.toISOString() : null,
        },
      });
    },
  };
  return Object.freeze(turnwise);
}

function openedModel(turnwise: Turnwise, { model, tokenizer }: PreprocessorSettings): Promise<Model> | Model {
  if (typeof model === "string") return turnwise.model(model, { tokenizer });
  if (tokenizer === undefined) return model;
  throw new TurnwiseError(
    "setting",
    `tokenizer "${tokenizer}": the model ${model.name} is open and has a tokenizer; open it with this one.`,
  );
}

/** `critic=user, gpt=assistant`; null if none is read as another. */
function describeRoles(roles: Readonly<Record<string, string>>): string | null {
  const pairs = Object.entries(roles).map(([from, to]) => `${from}=${to}`);
  return pairs.length === 0 ? null : pairs.join(", ");
}

function checkNeeds(mask: MaskingStrategy, renderer: TemplateRenderer, model: Model): void {
  if (mask.needs?.includes("generation-spans") && renderer.marksGeneration !== true) {
    throw new TurnwiseError(
      "generation-spans-unavailable",
      `--mask generation: the chat template of ${model.name} has no {% generation %} block, or ${renderer.name} cannot see it. Use --mask assistant, which needs none.`,
    );
  }
  if (mask.needs?.includes("parts") && renderer.provenance === "text") {
    throw new TurnwiseError(
      "parts-unknown",
      `${model.name}: ${renderer.name} prints text alone, so nothing says which text is an answer. Use --template-engine jinja, add --recipe prompt-length, which needs no parts, or choose a family with --family NAME --force-family.`,
    );
  }
}
