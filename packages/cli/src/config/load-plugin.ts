import { createRequire } from "node:module";
import { resolve } from "node:path";
import { TurnwiseError, type Plugin } from "@turnwise/core";
import { importModule } from "./import-module.ts";

/**
 * A plug-in by its module name or path, seen from `folder`.
 *
 * @throws {TurnwiseError} `plugin` if it cannot be found or is none
 */
export async function loadPlugin(specifier: string, folder: string): Promise<Plugin> {
  const value = await importModule(resolveSpecifier(specifier, folder));
  if (!isPlugin(value)) {
    throw new TurnwiseError(
      "plugin",
      `${specifier}: its default export is no plug-in; it must be an object with name, version and contract.`,
    );
  }
  return value;
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

function isPlugin(value: unknown): value is Plugin {
  return typeof value === "object" && value !== null && "name" in value && "contract" in value && "version" in value;
}
