import { dirname } from "node:path";
import { type Preprocessor, type PreprocessorSettings, type Turnwise } from "@turnwise/core";
import type { TurnwiseConfig } from "../config/config.ts";
import { loadConfig, type LoadedConfig } from "../config/load-config.ts";
import { loadPlugin } from "../config/load-plugin.ts";
import { createTurnwise } from "../create-turnwise.ts";
import { UsageError } from "./usage-error.ts";
import { choiceOption, switchOption, textOption, textOptions, type GivenOptions } from "./options.ts";

/** What every command starts with: the config, and Turnwise with all plug-ins. */
export interface Session extends LoadedConfig {
  readonly turnwise: Turnwise;
}

/** Loads the config and the plug-ins of config and flags. */
export async function openSession(given: GivenOptions): Promise<Session> {
  const loaded = await loadConfig(textOption(given, "config"), process.cwd());
  const folder = loaded.file === null ? process.cwd() : dirname(loaded.file);
  const plugins = await Promise.all([
    ...(loaded.config.plugins ?? []).map((plugin) =>
      typeof plugin === "string" ? loadPlugin(plugin, folder) : plugin,
    ),
    ...textOptions(given, "plugin").map((specifier) => loadPlugin(specifier, process.cwd())),
  ]);
  return { ...loaded, turnwise: createTurnwise({ plugins }) };
}

/** The preprocessor that flags and config ask for; a flag wins. */
export function openPreprocessor({ turnwise, config }: Session, given: GivenOptions): Promise<Preprocessor> {
  return turnwise.preprocessor(preprocessorSettings(given, config));
}

function preprocessorSettings(given: GivenOptions, config: TurnwiseConfig): PreprocessorSettings {
  const model = textOption(given, "model") ?? config.model;
  if (model === undefined) {
    throw new UsageError("--model is missing: a model directory, or a hub id such as org/name.");
  }
  const clock = textOption(given, "clock") ?? config.clock;
  return {
    model,
    family: textOption(given, "family") ?? config.family,
    mask: textOption(given, "mask") ?? config.mask,
    bos: textOption(given, "bos") ?? config.bos,
    shift: textOption(given, "shift") ?? config.shift,
    recipe: choiceOption(given, "recipe", ["prompt-length"]) ?? config.recipe,
    recipeEnd: choiceOption(given, "recipeEnd", ["row", "turn"]) ?? config.recipeEnd,
    roles: { ...config.roles, ...readRoles(textOptions(given, "role")) },
    turns: choiceOption(given, "turns", ["as-rendered"]) ?? config.turns,
    straddle: choiceOption(given, "straddle", ["keep", "reject"]) ?? config.straddle,
    clock: clock === undefined ? undefined : readClock(clock),
    forceFamily: switchOption(given, "forceFamily") || (config.forceFamily ?? false),
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
