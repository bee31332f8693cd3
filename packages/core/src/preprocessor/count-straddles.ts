import type { Rendering } from "../contracts/rendering.ts";
import type { Tokens } from "../contracts/tokens.ts";
import { partCode } from "../rendering/turn-parts.ts";

const HEADER = partCode("header");
const BODY = partCode("body");

/**
 * Tokens that begin in the header of a trained assistant turn and reach into its body. The server encodes the header alone, so such
 * a token cannot arise at inference.
 */
export function countStraddles(
  rendering: Rendering,
  { straddles, firstToken }: Tokens,
  trainedTurns: ReadonlySet<number>,
): number {
  const { part, turn } = rendering.segments;
  let found = 0;
  for (const token of straddles) {
    const segment = segmentOf(token, firstToken);
    const owner = turn[segment] ?? -1;
    const isAnswer = rendering.turns[owner]?.role === "assistant" && trainedTurns.has(owner);
    if (isAnswer && part[segment] === HEADER && part[segment + 1] === BODY && turn[segment + 1] === owner) found++;
  }
  return found;
}

/** The segment that a token starts in: the last whose first token is not behind it, empty ones left out. */
function segmentOf(token: number, firstToken: Int32Array): number {
  let low = 0;
  let high = firstToken.length - 1;
  while (high - low > 1) {
    const middle = (low + high) >>> 1;
    if ((firstToken[middle] ?? 0) <= token) low = middle;
    else high = middle;
  }
  return low;
}
