import { dirname } from "node:path";
import type { Preprocessor, PreprocessorSettings, Turnwise } from "@turnwise/core";
import { loadConfig } from "../config/load-config.ts";
import { loadPlugin } from "../config/load-plugin.ts";
import { createTurnwise } from "../create-turnwise.ts";
import { choiceOption, switchOption, textOption, textOptions, type GivenOptions } from "./options.ts";
import { UsageError } from "./usage-error.ts";

/** What every command starts with: Turnwise with all plug-ins, and what flags and config say. */
export interface Session {
  readonly turnwise: Turnwise;
  /** The config that was read, null without one. */
  readonly configFile: string | null;
  /** Flags over config: what is checked as a flag is checked in the config, too. */
  readonly options: GivenOptions;
  /** Roles of the data by other names. */
  readonly roles: Readonly<Record<string, string>>;
}

/** Loads the config and the plug-ins of config and flags. */
export async function openSession(given: GivenOptions): Promise<Session> {
  const { config, file } = await loadConfig(textOption(given, "config"), process.cwd());
  const folder = file === null ? process.cwd() : dirname(file);
  const plugins = await Promise.all([
    ...(config.plugins ?? []).map((plugin) => (typeof plugin === "string" ? loadPlugin(plugin, folder) : plugin)),
    ...textOptions(given, "plugin").map((specifier) => loadPlugin(specifier, process.cwd())),
  ]);
  const roles = { ...config.roles, ...readRoles(textOptions(given, "role")) };
  return { turnwise: createTurnwise({ plugins }), configFile: file, options: { ...config, ...given }, roles };
}

/** The preprocessor that flags and config ask for. */
export function openPreprocessor({ turnwise, options, roles }: Session): Promise<Preprocessor> {
  return turnwise.preprocessor({ ...preprocessorSettings(options), roles });
}

/** @throws {UsageError} if it is missing */
export function modelOption(options: GivenOptions): string {
  const model = textOption(options, "model");
  if (model !== undefined) return model;
  throw new UsageError("--model is missing: a model directory, or a hub id such as org/name.");
}

function preprocessorSettings(options: GivenOptions): PreprocessorSettings {
  const clock = textOption(options, "clock");
  return {
    model: modelOption(options),
    family: textOption(options, "family"),
    forceFamily: switchOption(options, "forceFamily"),
    turns: choiceOption(options, "turns", ["as-rendered"]),
    mask: textOption(options, "mask"),
    bos: textOption(options, "bos"),
    shift: textOption(options, "shift"),
    recipe: choiceOption(options, "recipe", ["prompt-length"]),
    recipeEnd: choiceOption(options, "recipeEnd", ["row", "turn"]),
    straddle: choiceOption(options, "straddle", ["keep", "reject"]),
    clock: clock === undefined ? undefined : readClock(clock),
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
