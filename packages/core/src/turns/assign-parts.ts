import type { Conversation } from "../contracts/conversation.ts";
import type { Rendering } from "../contracts/rendering.ts";
import { SegmentCutter } from "../rendering/segment-cutter.ts";
import type { DerivedTurn } from "./derived-turn.ts";
import { createMarkup, type Markup } from "./markup.ts";
import { Prefix } from "./prefix.ts";
import type { TurnBlock } from "./turn-block.ts";
import { findWrappedFields } from "./wrapped-fields.ts";
import { findZones } from "./zones.ts";

/**
 * The full rendering of a conversation with turns and parts, as far as they were derived; one that has them is given back as it is.
 *
 * @param turns of all its assistant messages
 */
export function assignParts(
  rendering: Rendering,
  conversation: Conversation,
  turns: readonly DerivedTurn[],
): Rendering {
  if (rendering.provenance === "text") return rendering;
  if (rendering.provenance === "parts" && turns.every(({ messages }) => messages.length === 1)) return rendering;
  const blocks = turns.flatMap(({ inFull, resumed }) => (inFull === null ? [] : [inFull, ...resumed]));
  if (knowsTurns(rendering, blocks)) return rendering;
  return writeParts(rendering, conversation, blocks, TAGS);
}

/** Whether a rendering has turns and parts already, and as one turn what is one. */
export function knowsTurns({ provenance, turns }: Rendering, blocks: readonly Pick<TurnBlock, "messages">[]): boolean {
  if (provenance !== "parts") return false;
  return blocks.every(
    ({ messages }) =>
      messages.length === 1 || turns.some((turn) => messages.every((message) => turn.messages.includes(message))),
  );
}

/** Tags by their form: what they part is for display alone. */
const TAGS = createMarkup(null, []);

/** Writes a rendering anew, its segments cut where turns, parts and wrapped fields begin, and at the borders of `{% generation %}`. */
export function writeParts(
  rendering: Rendering,
  conversation: Conversation,
  assistantTurns: readonly TurnBlock[],
  markup: Markup,
  isPrompt = false,
): Rendering {
  const text = new Prefix(rendering, "one-render");
  const zones = findZones(text, conversation, assistantTurns, markup, isPrompt);
  const wrapped = zones.flatMap(({ part, turn }) =>
    part === "body" && turn?.role === "assistant" ? findWrappedFields(text, turn, markup) : [],
  );
  // So that masks know the first token of such a block from the segments, and need not know where each token starts.
  const marked = (rendering.generated ?? []).flat().toSorted((left, right) => left - right);
  const cuts = new SegmentCutter(rendering, zones.length + 2 * wrapped.length + marked.length);
  let zone = -1;
  let wrap = 0;
  let mark = 0;
  let opened: TurnBlock | null = null;
  for (let index = 0, from = 0; index < rendering.segmentCount; index++) {
    const end = rendering.segments.end[index] ?? from;
    while (from < end) {
      while ((zones[zone + 1]?.start ?? Infinity) <= from) zone++;
      while ((wrapped[wrap]?.end ?? Infinity) <= from) wrap++;
      while ((marked[mark] ?? Infinity) <= from) mark++;
      const { part = null, turn = null } = zones[zone] ?? {};
      if (turn !== null && turn !== opened) {
        cuts.turn(turn.role, turn.messages);
        opened = turn;
      }
      const range = wrapped[wrap];
      const isWrapped = range !== undefined && range.start <= from;
      const next = (isWrapped ? range.end : range?.start) ?? end;
      const to = Math.min(end, zones[zone + 1]?.start ?? end, next, marked[mark] ?? end);
      cuts.piece(index, to, part, isWrapped ? range.field : null);
      from = to;
    }
  }
  return cuts.finish();
}
