import type { FetchOptions, Preprocessor, PreprocessorSettings, Turnwise } from "@turnwise/core";
import { importPlugin } from "../config/load-plugin.ts";
import { moduleOf, type PluginModule } from "../config/plugin-module.ts";
import { createTurnwise } from "../create-turnwise.ts";

/** What a thread or another machine makes the same preprocessor from. JSON. */
export interface StoredPreprocessor {
  /** Besides those that Turnwise brings along. */
  readonly plugins: readonly PluginModule[];
  readonly settings: Omit<PreprocessorSettings, "clock"> & {
    /** ISO 8601. */
    readonly clock: string;
  };
}

/** Only for what {@link inlineParts} finds nothing in. */
export function storePreprocessor({ registry }: Turnwise, { settings }: Preprocessor): StoredPreprocessor {
  const { clock = new Date(), ...others } = settings;
  const plugins = registry.plugins.map(moduleOf).filter((module) => module !== null);
  return { plugins, settings: { ...others, clock: clock.toISOString() } };
}

/** What of a preprocessor is an object of this program, which no other thread can make again. */
export function inlineParts({ registry }: Turnwise, { settings }: Preprocessor): readonly string[] {
  const brought = createTurnwise().registry.plugins;
  const inline = registry.plugins.filter((plugin) => moduleOf(plugin) === null && !brought.includes(plugin));
  return [
    ...inline.map(({ name }) => `the plug-in ${name}`),
    ...(typeof settings.model === "string" ? [] : ["the model"]),
    ...(typeof settings.mask === "object" ? ["the mask"] : []),
  ];
}

/** Imports the plug-ins again. The model is opened when it is asked for. */
export async function openStoredPreprocessor(
  { plugins, settings }: StoredPreprocessor,
  { onDownload }: FetchOptions = {},
): Promise<{
  readonly turnwise: Turnwise;
  readonly preprocessor: () => Promise<Preprocessor>;
}> {
  const turnwise = createTurnwise({ plugins: await Promise.all(plugins.map(importPlugin)), onDownload });
  return { turnwise, preprocessor: () => turnwise.preprocessor({ ...settings, clock: new Date(settings.clock) }) };
}
