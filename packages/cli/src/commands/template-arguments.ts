import { parseJson, type Json } from "@turnwise/core";
import { UsageError } from "./usage-error.ts";

/**
 * What `--template-arg name=value` says, each value read as JSON where it is JSON, else as text.
 *
 * ```
 * enable_thinking=false     false
 * date_string=26 Jul 2024   "26 Jul 2024"
 * ```
 *
 * @throws {UsageError} for one without a name or a value, and for a name given twice
 */
export function readTemplateArguments(pairs: readonly string[]): Readonly<Record<string, Json>> {
  const read = new Map<string, Json>();
  for (const pair of pairs) {
    const at = pair.indexOf("=");
    const name = pair.slice(0, Math.max(0, at));
    if (!/^[\p{ID_Start}_]\p{ID_Continue}*$/u.test(name)) {
      throw new UsageError(`--template-arg ${pair}: it must be a name and a value, such as enable_thinking=false.`);
    }
    if (read.has(name)) throw new UsageError(`--template-arg ${name} is given twice; give it once.`);
    read.set(name, jsonOrText(pair.slice(at + 1)));
  }
  return Object.fromEntries(read);
}

function jsonOrText(text: string): Json {
  try {
    return parseJson(text);
  } catch (error) {
    if (error instanceof SyntaxError) return text;
    throw error;
  }
}
