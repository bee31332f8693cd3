import type { Rendering } from "../contracts/rendering.ts";
import { partCode } from "../rendering/turn-parts.ts";

/** A turn where a renderer that knows turns has it. */
export interface KnownTurn {
  readonly bodyStart: number;
  /** `[start, end)` of its end token, in UTF-16 code units; null if it has none. */
  readonly end: readonly [start: number, end: number] | null;
}

const HEADER = partCode("header");
const BODY = partCode("body");
const END = partCode("end");

/** The turns of messages in a rendering whose segments know their parts. */
export function readKnownTurns({ segments, segmentCount, turns }: Rendering): ReadonlyMap<number, KnownTurn> {
  const found = new Map<number, { bodyStart: number; end: [number, number] | null }>();
  for (let segment = 0; segment < segmentCount; segment++) {
    const start = segment === 0 ? 0 : (segments.end[segment - 1] ?? 0);
    const end = segments.end[segment] ?? start;
    const part = segments.part[segment];
    for (const message of turns[segments.turn[segment] ?? -1]?.messages ?? []) {
      const turn = found.get(message);
      if (part === HEADER) found.set(message, { bodyStart: end, end: null });
      else if (part === BODY && turn === undefined) found.set(message, { bodyStart: start, end: null });
      else if (part === END) {
        if (turn === undefined) found.set(message, { bodyStart: start, end: [start, end] });
        else turn.end = [turn.end?.[0] ?? start, end];
      }
    }
  }
  return found;
}
