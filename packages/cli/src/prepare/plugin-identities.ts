import type { Plugin, Turnwise } from "@turnwise/core";
import { moduleGraph, type ModuleGraph } from "../config/module-graph.ts";
import { moduleOf } from "../config/plugin-module.ts";

/** What tells a plug-in from another of the same name. */
export interface PluginIdentity {
  /** Which it is among them: of two that could do the same, the first does. */
  readonly place: number;
  readonly version: string;
  /** The files and packages that it is made of; null for what Turnwise brings along, and for objects of this program. */
  readonly modules: ModuleGraph | null;
}

/** All plug-ins by name, apart by what they decide. */
export interface PluginIdentities {
  /** What rows become. */
  readonly rows: Readonly<Record<string, PluginIdentity>>;
  /** What files are made of rows, and nothing else. */
  readonly files: Readonly<Record<string, PluginIdentity>>;
}

/** What of a plug-in says nothing of rows: its name, and what is asked when files are written. */
const NOT_OF_ROWS: ReadonlySet<string> = new Set<keyof Plugin>([
  "name",
  "version",
  "contract",
  "labelShifts",
  "packingStrategies",
  "trainers",
  "writers",
]);

/** Reads the files that plug-ins are made of. */
export async function identifyPlugins({ registry }: Turnwise): Promise<PluginIdentities> {
  return {
    rows: await identitiesOf(registry.plugins.filter(decidesRows)),
    files: await identitiesOf(registry.plugins.filter((plugin) => !decidesRows(plugin))),
  };
}

function decidesRows(plugin: Plugin): boolean {
  return Object.keys(plugin).some((key) => !NOT_OF_ROWS.has(key));
}

async function identitiesOf(plugins: readonly Plugin[]): Promise<PluginIdentities["rows"]> {
  const identities = await Promise.all(
    plugins.map(async (plugin, place): Promise<readonly [string, PluginIdentity]> => {
      const module = moduleOf(plugin);
      const modules = module === null ? null : await moduleGraph(module.file);
      return [plugin.name, { place, version: plugin.version, modules }];
    }),
  );
  return Object.fromEntries(identities);
}
