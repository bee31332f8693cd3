import type { Configured } from "../contracts/configured.ts";
import type { TokenSelector } from "../contracts/token-selector.ts";
import { TurnwiseError } from "../errors/turnwise-error.ts";
import { selectSegments } from "./select-segments.ts";

/**
 * One turn, by its place: 0 is the first, -1 the last.
 *
 * @throws {TurnwiseError} for a place that is no whole number
 * @example
 * turn(-1)
 */
export function turn(place: number): TokenSelector {
  if (!Number.isInteger(place)) {
    throw new TurnwiseError(
      "turn-place",
      `turn: the place is ${place}; give a whole number, 0 for the first, -1 for the last`,
    );
  }
  return selectSegments(({ rendering }, segment) => {
    const wanted = place < 0 ? rendering.turns.length + place : place;
    return wanted >= 0 && rendering.segments.turn[segment] === wanted;
  });
}

export const turnSelector: Configured<TokenSelector> = {
  usage: "turn(PLACE)",
  description: "one turn by its place: 0 is the first, -1 the last",
  create: (given) => turn(given.number(0)),
};
