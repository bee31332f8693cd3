import type { Rendering, Turn } from "../contracts/rendering.ts";
import { partCode } from "../rendering/turn-parts.ts";

/** A turn where a renderer that knows turns has it. */
export interface KnownTurn {
  readonly bodyStart: number;
  /** `[start, end)` of its end token, in UTF-16 code units; null if it has none. */
  readonly end: readonly [start: number, end: number] | null;
}

const NO_TURN: Turn = { role: "", messages: [] };

const HEADER = partCode("header");
const BODY = partCode("body");
const END = partCode("end");

/** The turns of messages, by message, in a rendering whose segments know their parts: of a message that has several the first. */
export function readKnownTurns({ segments, segmentCount, turns }: Rendering): readonly (KnownTurn | undefined)[] {
  const found: { turn: number; bodyStart: number; end: [number, number] | null }[] = [];
  for (let segment = 0; segment < segmentCount; segment++) {
    const start = segment === 0 ? 0 : (segments.end[segment - 1] ?? 0);
    const end = segments.end[segment] ?? start;
    const part = segments.part[segment];
    const turn = segments.turn[segment] ?? -1;
    for (const message of (turns[turn] ?? NO_TURN).messages) {
      const known = found[message];
      if (known !== undefined && known.turn !== turn) continue;
      if (part === HEADER) found[message] = { turn, bodyStart: end, end: null };
      else if (part === BODY && known === undefined) found[message] = { turn, bodyStart: start, end: null };
      else if (part === END) {
        if (known === undefined) found[message] = { turn, bodyStart: start, end: [start, end] };
        else known.end = [known.end?.[0] ?? start, end];
      }
    }
  }
  return found;
}
