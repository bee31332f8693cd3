import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { TurnwiseError } from "@turnwise/core";

/**
 * The default export of a module; TypeScript is loaded through jiti, because Node 20 strips no types.
 *
 * @throws {TurnwiseError} `module-failed` with the reason
 */
export async function importModule(file: string): Promise<unknown> {
  try {
    if (file.endsWith(".json")) return JSON.parse(readFileSync(file, "utf8")) as unknown;
    if (/\.[cm]?ts$/.test(file)) {
      const { createJiti } = await import("jiti");
      return await createJiti(import.meta.url).import(file, { default: true });
    }
    return ((await import(pathToFileURL(file).href)) as { readonly default?: unknown }).default;
  } catch (error) {
    throw new TurnwiseError("module-failed", `${file} could not be loaded: ${String(error)}`, { cause: error });
  }
}
