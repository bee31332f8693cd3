import type { DerivedTurn } from "./derived-turn.ts";
import type { Markup } from "./markup.ts";
import type { Prefix } from "./prefix.ts";
import { endOf } from "./turn-block.ts";

/**
 * Turns of which none begins before the one in front of it has ended in the full rendering. Where the prompt of a second answer in a
 * row is no more than the first answer, nothing tells its header: it begins behind the last tag before its data.
 */
export function withoutOverlaps(turns: readonly DerivedTurn[], whole: Prefix, markup: Markup): readonly DerivedTurn[] {
  let position = 0;
  return turns.map((turn) => {
    const { inFull, rendered, resumed } = turn;
    if (inFull === null) return turn;
    const from = position;
    const end = Math.max(from, endOf(inFull));
    position = resumed.reduce((last, block) => Math.max(last, endOf(block)), end);
    if (inFull.bodyStart >= from) return turn;
    const data = whole.nextData(from)?.start ?? end;
    const bodyStart = from + (markup.tags(whole.slice(from, Math.min(data, end))).at(-1)?.end ?? 0);
    const bodyEnd = Math.max(bodyStart, inFull.bodyEnd);
    return { ...turn, inFull: { ...inFull, bodyStart, bodyEnd }, rendered: rendered && [bodyStart, end] };
  });
}
