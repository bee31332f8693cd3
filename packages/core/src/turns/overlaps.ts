import type { DerivedTurn } from "./derived-turn.ts";
import type { Markup } from "./markup.ts";
import type { Prefix } from "./prefix.ts";
import { endOf, type TurnBlock } from "./turn-block.ts";

/**
 * Turns of which none begins before the one in front of it has ended in the full rendering. Where the prompt of a second answer in a
 * row is no more than the first answer, nothing tells its header: it begins behind the last tag before its data.
 */
export function withoutOverlaps(turns: readonly DerivedTurn[], whole: Prefix, markup: Markup): readonly DerivedTurn[] {
  const apart: DerivedTurn[] = [];
  let position = 0;
  for (const turn of turns) {
    const { inFull, resumed } = turn;
    apart.push(
      inFull === null || inFull.bodyStart >= position ? turn : begunBehind(position, turn, inFull, whole, markup),
    );
    if (inFull === null) continue;
    position = Math.max(position, endOf(inFull));
    for (const block of resumed) position = Math.max(position, endOf(block));
  }
  return apart;
}

function begunBehind(from: number, turn: DerivedTurn, inFull: TurnBlock, whole: Prefix, markup: Markup): DerivedTurn {
  const end = Math.max(from, endOf(inFull));
  const data = whole.nextData(from)?.start ?? end;
  const bodyStart = from + (markup.tags(whole.slice(from, Math.min(data, end))).at(-1)?.end ?? 0);
  const bodyEnd = Math.max(bodyStart, inFull.bodyEnd);
  return { ...turn, inFull: { ...inFull, bodyStart, bodyEnd }, rendered: turn.rendered && [bodyStart, end] };
}
