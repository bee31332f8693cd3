import { TURN_POLICIES, type Json, type PreprocessorSettings } from "@turnwise/core";
import type { Command } from "cac";
import type { TurnwiseConfig } from "../config/config.ts";
import { choiceOption, numberOption, switchOption, textOption, textOptions, type GivenOptions } from "./options.ts";
import { readTemplateArguments } from "./template-arguments.ts";
import { UsageError } from "./usage-error.ts";

/** The flags that say how rows are prepared. */
export function addPreprocessorOptions(command: Command): Command {
  const named = command
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
    .option("--role <name=role>", "Read a role of the data as another, e.g. critic=user; may be repeated");
  return addTemplateOptions(named)
    .option("--max-expansion <n>", "A row's examples may have n times the tokens of its full rendering (default: 4)")
    .option("--over-expansion <reject|as-rendered>", "What becomes of rows beyond --max-expansion (default: reject)")
    .option(
      "--proof-budget <n>",
      "A row's further renderings may have n times the length of the full one (default: 200)",
    )
    .option(
      "--straddle <break|keep|reject>",
      "Where a token would span header and body of a trained turn: encode both apart, keep it, or reject the row (default: break)",
    )
    .option(
      "--control-tokens-in-data <text|allow|reject>",
      "What text of the data that spells a control token becomes (default: text)",
    );
}

/** The flags that say what a template prints, and how its turns are trained. */
export function addTemplateOptions(command: Command): Command {
  return command
    .option(
      "--turns <split|as-rendered|last|refuse>",
      "How turns are trained: each as at inference, in as many examples as that takes (default: split)",
    )
    .option("--train-prefill", "Train a last answer that is to be continued (continue_final_message), which has no end")
    .option("--stop-token <text>", "One more token that stops generation; may be repeated")
    .option("--template-arg <name=value>", "What the template reads, e.g. enable_thinking=false; may be repeated")
    .option(
      "--tokenizer <name>",
      "Who makes the tokenizer: bpe, transformers (default: bpe, else the first that supports the model's)",
    )
    .option(
      "--template-engine <name>",
      "Render the template itself, not by a family: jinja, huggingface-jinja (default: a family, else jinja)",
    )
    .option("--clock <time>", "ISO 8601 time that templates read as now (default: the start of the run)");
}

/** What flags and config say of a template: a value that may be repeated is the config's and the flags' together. */
export type TemplateSettings = Pick<
  PreprocessorSettings,
  "tokenizer" | "templateEngine" | "templateArguments" | "turns" | "trainPrefill" | "stopTokens" | "clock"
>;

/** @throws {UsageError} for a value that a flag cannot have */
export function templateSettings(options: GivenOptions, config: TurnwiseConfig): TemplateSettings {
  const clock = textOption(options, "clock");
  return {
    tokenizer: textOption(options, "tokenizer"),
    templateEngine: textOption(options, "templateEngine"),
    templateArguments: {
      ...config.templateArguments,
      ...readTemplateArguments(textOptions(options, "templateArg")),
    } satisfies Readonly<Record<string, Json>>,
    turns: choiceOption(options, "turns", TURN_POLICIES),
    trainPrefill: switchOption(options, "trainPrefill"),
    stopTokens: [...(config.stopTokens ?? []), ...textOptions(options, "stopToken")],
    clock: clock === undefined ? undefined : readClock(clock),
  };
}

/** All that flags and config say, besides the model. @throws {UsageError} for a value that a flag cannot have */
export function preprocessorSettings(
  options: GivenOptions,
  config: TurnwiseConfig,
): Omit<PreprocessorSettings, "model"> {
  return {
    ...templateSettings(options, config),
    family: textOption(options, "family"),
    forceFamily: switchOption(options, "forceFamily"),
    roles: { ...config.roles, ...readRoles(textOptions(options, "role")) },
    maxExpansion: numberOption(options, "maxExpansion", { min: 1, integer: false }),
    overExpansion: choiceOption(options, "overExpansion", ["reject", "as-rendered"]),
    proofBudget: numberOption(options, "proofBudget", { min: 1, integer: false }),
    controlTokensInData: choiceOption(options, "controlTokensInData", ["text", "allow", "reject"]),
    mask: textOption(options, "mask"),
    bos: textOption(options, "bos"),
    shift: textOption(options, "shift"),
    recipe: choiceOption(options, "recipe", ["prompt-length"]),
    recipeEnd: choiceOption(options, "recipeEnd", ["row", "turn"]),
    straddle: choiceOption(options, "straddle", ["break", "keep", "reject"]),
  };
}

function readRoles(pairs: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(
    pairs.map((pair) => {
      const [from = "", to = "", ...rest] = pair.split("=");
      if (from !== "" && to !== "" && rest.length === 0) return [from, to];
      throw new UsageError(`--role ${pair}: it must be two names, such as --role critic=user.`);
    }),
  );
}

function readClock(text: string): Date {
  const clock = new Date(text);
  if (!Number.isNaN(clock.getTime())) return clock;
  throw new UsageError(`--clock ${text}: it must be a time such as 2024-07-26T12:00:00.`);
}
