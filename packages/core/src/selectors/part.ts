import type { Configured } from "../contracts/configured.ts";
import type { TurnPart } from "../contracts/rendering.ts";
import type { TokenSelector } from "../contracts/token-selector.ts";
import { UnknownNameError } from "../errors/unknown-name-error.ts";
import { allTexts } from "../expression/all-texts.ts";
import { partCode, TURN_PARTS } from "../rendering/turn-parts.ts";
import { selectSegments } from "./select-segments.ts";

/**
 * These parts of every turn.
 *
 * @throws {UnknownNameError} for a part that there is not
 * @example
 * part("body", "end")
 */
export function part(...parts: readonly TurnPart[]): TokenSelector {
  const codes = parts.map((name) => partCode(knownPart(name)));
  return selectSegments(({ rendering }, segment) => codes.includes(rendering.segments.part[segment] ?? -1));
}

export const partSelector: Configured<TokenSelector> = {
  usage: "part(NAME, …)",
  description: `these parts of every turn: ${TURN_PARTS.join(", ")}`,
  create: (given) => part(...allTexts(given).map(knownPart)),
};

function knownPart(name: string): TurnPart {
  const known = TURN_PARTS.find((candidate) => candidate === name);
  if (known === undefined) throw new UnknownNameError("turn part", name, TURN_PARTS);
  return known;
}
