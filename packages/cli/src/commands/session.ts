import { dirname } from "node:path";
import type { OnDownload, Preprocessor, Turnwise } from "@turnwise/core";
import type { TurnwiseConfig } from "../config/config.ts";
import { loadConfig } from "../config/load-config.ts";
import { loadPlugin } from "../config/load-plugin.ts";
import { comesFrom } from "../config/plugin-module.ts";
import { createTurnwise } from "../create-turnwise.ts";
import { showDownload } from "../terminal/show-download.ts";
import { textOption, textOptions, type GivenOptions } from "./options.ts";
import { preprocessorSettings } from "./preprocessor-options.ts";
import { UsageError } from "./usage-error.ts";

/** What every command starts with: Turnwise with all plug-ins, and what flags and config say. */
export interface Session {
  readonly turnwise: Turnwise;
  /** The config that was read, null without one. */
  readonly configFile: string | null;
  readonly config: TurnwiseConfig;
  /** Flags over config: what is checked as a flag is checked in the config, too. */
  readonly options: GivenOptions;
  /** Says how far files are that are fetched; undefined where nothing is to be said. */
  readonly onDownload: OnDownload | undefined;
}

/** With `--quiet` and `--json`, nothing is said of downloads. */
export function onDownloadOf(given: GivenOptions): OnDownload | undefined {
  return given["quiet"] === true || given["json"] === true ? undefined : showDownload;
}

/** Loads the config and the plug-ins of config and flags. */
export async function openSession(given: GivenOptions): Promise<Session> {
  const { config, file } = await loadConfig(textOption(given, "config"), process.cwd());
  const folder = file === null ? process.cwd() : dirname(file);
  const plugins = await Promise.all([
    ...(config.plugins ?? []).map((plugin, place) =>
      typeof plugin === "string"
        ? loadPlugin(plugin, folder)
        : file === null
          ? plugin
          : comesFrom(plugin, { specifier: file, folder, file, place }),
    ),
    ...textOptions(given, "plugin").map((specifier) => loadPlugin(specifier, process.cwd())),
  ]);
  const options = { ...config, ...given };
  const onDownload = onDownloadOf(options);
  return { turnwise: createTurnwise({ plugins, onDownload }), configFile: file, config, options, onDownload };
}

/** The preprocessor that flags and config ask for. */
export function openPreprocessor({ turnwise, options, config }: Session): Promise<Preprocessor> {
  return turnwise.preprocessor({ ...preprocessorSettings(options, config), model: modelOption(options) });
}

/** @throws {UsageError} if it is missing */
export function modelOption(options: GivenOptions): string {
  const model = textOption(options, "model");
  if (model !== undefined) return model;
  throw new UsageError("--model is missing: a model directory, or a hub id such as org/name.");
}
