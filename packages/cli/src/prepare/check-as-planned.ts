import { TurnwiseError } from "@turnwise/core";
import { hashOf } from "@turnwise/run";

/**
 * Checks that a thread or machine has what the plan was made with.
 *
 * @param planned JSON
 * @throws {TurnwiseError} `plan-differs` that names the first place that is another one here
 */
export function checkAsPlanned(planned: unknown, here: unknown): void {
  if (hashOf(planned) === hashOf(here)) return;
  throw new TurnwiseError(
    "plan-differs",
    `a worker would not do what was planned: ${difference([], planned, here)}. Install the same versions everywhere and leave plug-ins as they are while they work, or plan again.`,
  );
}

/** The first place where two JSON values differ. */
function difference(place: readonly string[], planned: unknown, here: unknown): string {
  if (isRecord(planned) && isRecord(here)) {
    for (const key of new Set([...Object.keys(planned), ...Object.keys(here)])) {
      if (hashOf(planned[key] ?? null) !== hashOf(here[key] ?? null)) {
        return difference([...place, key], planned[key], here[key]);
      }
    }
  }
  const [, plugin, modules, file] = place[0] === "plugins" ? place : [];
  const what = modules === "modules" && file !== undefined ? `${file} of the plug-in ${plugin}` : place.join(".");
  return `${what} was ${JSON.stringify(planned)} and is ${JSON.stringify(here)} here`;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
