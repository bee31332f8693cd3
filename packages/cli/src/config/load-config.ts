import { existsSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { didYouMean, TurnwiseError } from "@turnwise/core";
import { CONFIG_KEYS, type TurnwiseConfig } from "./config.ts";
import { importModule } from "./import-module.ts";

const NAMES = ["turnwise.config.ts", "turnwise.config.js", "turnwise.config.mjs", "turnwise.config.json"];

/** A config with the file that it came from; without a file, an empty one. */
export interface LoadedConfig {
  readonly config: TurnwiseConfig;
  readonly file: string | null;
}

/**
 * Reads the config that is named, or the nearest `turnwise.config.*` from `folder` upward.
 *
 * @throws {TurnwiseError} `config` for a missing file, an unknown key or a value of another type
 */
export async function loadConfig(named: string | undefined, folder: string): Promise<LoadedConfig> {
  const file = named === undefined ? findUpward(folder) : resolve(folder, named);
  if (file === null) return { config: {}, file };
  if (!existsSync(file)) throw new TurnwiseError("config", `no config file ${file}; leave --config out or correct it.`);
  return { config: checkConfig(await importModule(file), file), file };
}

function findUpward(folder: string): string | null {
  const found = NAMES.map((name) => join(folder, name)).find((file) => existsSync(file));
  if (found !== undefined) return found;
  const parent = dirname(folder);
  return parent === folder ? null : findUpward(parent);
}

function checkConfig(value: unknown, file: string): TurnwiseConfig {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new TurnwiseError("config", `${file}: the default export must be an object, as defineConfig({ … }) gives.`);
  }
  for (const [key, given] of Object.entries(value)) {
    if (!isConfigKey(key)) {
      const known = Object.keys(CONFIG_KEYS);
      const guess = didYouMean(key, known);
      throw new TurnwiseError("config", `${file}: unknown key "${key}".${guess} Known: ${known.join(", ")}.`);
    }
    const wanted = CONFIG_KEYS[key];
    const found = Array.isArray(given) ? "list" : typeof given;
    if (given !== undefined && found !== wanted) {
      throw new TurnwiseError("config", `${file}: "${key}" is a ${found}; it must be a ${wanted}.`);
    }
  }
  return value;
}

function isConfigKey(key: string): key is keyof TurnwiseConfig {
  return Object.hasOwn(CONFIG_KEYS, key);
}
