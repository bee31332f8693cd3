import { createRequire } from "node:module";
import { resolve } from "node:path";
import { TurnwiseError, type Plugin } from "@turnwise/core";
import { importModule } from "./import-module.ts";
import { comesFrom, type PluginModule } from "./plugin-module.ts";

/**
 * A plug-in by its module: JavaScript or TypeScript, a package or a path, seen from `folder`. Threads and other machines can import it
 * again, which they cannot with an object that a program made.
 *
 * @throws {TurnwiseError} `plugin` if it cannot be found or is none, `module-failed` if importing it fails
 * @example
 * import { createTurnwise, loadPlugin } from "turnwise";
 *
 * const turnwise = createTurnwise({ plugins: [await loadPlugin("./my-family.ts")] });
 */
export async function loadPlugin(specifier: string, folder: string = process.cwd()): Promise<Plugin> {
  const file = resolveSpecifier(specifier, folder);
  const plugin = checkPlugin(await importModule(file), specifier, "its default export");
  return comesFrom(plugin, { specifier, folder, file, place: null });
}

/** The plug-in that was imported from a module before, perhaps in another thread or on another machine. */
export async function importPlugin({ specifier, folder, file, place }: PluginModule): Promise<Plugin> {
  if (place === null) return loadPlugin(specifier, folder);
  const config = await importModule(file);
  const plugins = typeof config === "object" && config !== null && "plugins" in config ? config.plugins : [];
  const plugin = checkPlugin(Array.isArray(plugins) ? plugins[place] : null, file, `plugins[${place}]`);
  return comesFrom(plugin, { specifier, folder, file, place });
}

function resolveSpecifier(specifier: string, folder: string): string {
  try {
    return createRequire(resolve(folder, "_")).resolve(specifier);
  } catch (error) {
    throw new TurnwiseError(
      "plugin",
      `no plug-in ${specifier}, seen from ${folder}. Install it, or give a path that begins with ./`,
      { cause: error },
    );
  }
}

function checkPlugin(value: unknown, module: string, what: string): Plugin {
  if (isPlugin(value)) return value;
  throw new TurnwiseError(
    "plugin",
    `${module}: ${what} is no plug-in; it must be an object with name, version and contract.`,
  );
}

function isPlugin(value: unknown): value is Plugin {
  return typeof value === "object" && value !== null && "name" in value && "contract" in value && "version" in value;
}
