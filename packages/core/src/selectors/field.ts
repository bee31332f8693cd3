import type { Configured } from "../contracts/configured.ts";
import type { TokenSelector } from "../contracts/token-selector.ts";
import { allTexts } from "../expression/all-texts.ts";
import { selectSegments } from "./select-segments.ts";

/**
 * What came from these message fields or from anything inside them: `tool_calls` selects `tool_calls[0].function.name`,
 * `tool_calls[].function.name` the names of all calls. The template's own text around a field counts as the field's.
 *
 * @example
 * field("reasoning_content")
 */
export function field(...paths: readonly string[]): TokenSelector {
  const matches = new Map<string, boolean>();
  const isMeant = (found: string): boolean => paths.some((path) => isInside(found, path));
  return selectSegments(({ rendering }, segment) => {
    const found = rendering.fields[rendering.segments.field[segment] ?? -1];
    if (found === undefined) return false;
    const known = matches.get(found) ?? isMeant(found);
    matches.set(found, known);
    return known;
  });
}

function isInside(found: string, path: string): boolean {
  const comparable = path.includes("[]") ? found.replaceAll(/\[\d+\]/g, "[]") : found;
  if (!comparable.startsWith(path)) return false;
  const next = comparable.charAt(path.length);
  return next === "" || next === "." || next === "[";
}

export const fieldSelector: Configured<TokenSelector> = {
  usage: 'field("PATH", …)',
  description: "what came from these message fields: content, reasoning_content, tool_calls, …",
  create: (given) => field(...allTexts(given)),
};
