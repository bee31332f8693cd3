import type { Plugin } from "@turnwise/core";

/** Where a plug-in was imported from. JSON, so that other threads and machines import it again. */
export interface PluginModule {
  /** A package or a path, as it was named. */
  readonly specifier: string;
  /** The folder that the specifier is seen from. */
  readonly folder: string;
  /** The file that was found there. */
  readonly file: string;
  /** Its place in the `plugins` of a config, which the module is then; null for a module whose default export is the plug-in. */
  readonly place: number | null;
}

const modules = new WeakMap<Plugin, PluginModule>();

/** Remembers where a plug-in came from; returns it. */
export function comesFrom(plugin: Plugin, module: PluginModule): Plugin {
  modules.set(plugin, module);
  return plugin;
}

/** Where a plug-in came from; null for an object of this program. */
export function moduleOf(plugin: Plugin): PluginModule | null {
  return modules.get(plugin) ?? null;
}
