import { createTurnwise as compose, type Turnwise, type TurnwiseOptions } from "@turnwise/core";
import { defaultPlugins } from "./default-plugins.ts";

/**
 * Turnwise with everything that this package brings along, and the plug-ins given.
 *
 * @throws {DuplicateNameError} if two plug-ins use one name
 * @example
 * import { createTurnwise } from "turnwise";
 *
 * const turnwise = createTurnwise();
 * const preprocessor = await turnwise.preprocessor({ model: "models/gemma-3", mask: "assistant" });
 * const result = preprocessor.prepare({
 *   messages: [
 *     { role: "user", content: "Capital of France?" },
 *     { role: "assistant", content: "Paris." },
 *   ],
 * });
 * if (result.kind === "prepared") console.log(result.examples.map((example) => preprocessor.columns(example)));
 */
export function createTurnwise({ plugins = [], onDownload }: Partial<TurnwiseOptions> = {}): Turnwise {
  return compose({ plugins: [...defaultPlugins, ...plugins], onDownload });
}
