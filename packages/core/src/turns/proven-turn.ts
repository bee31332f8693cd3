import { closesBlock } from "./blocks.ts";
import { indexData, piecesBefore, type DataPiece } from "./data-index.ts";
import type { DerivedTurn, OwnTurn } from "./derived-turn.ts";
import { findDropped } from "./dropped.ts";
import type { Derivation } from "./found-turn.ts";
import { openInGap, stopInGap } from "./gaps.ts";
import { lossesOf } from "./losses.ts";
import { commonStart, LONGEST_TAG } from "./markup.ts";
import type { Prefix } from "./prefix.ts";

/**
 * A turn that the one rendering proves exact, without a look at any other; null where that takes more, whatever the reason.
 *
 * Its prompt is the rendering's own start, and the loop over messages printed all that follows, up to the turn's stop token, while it
 * stood at the turn's message and had looked at no later one: so the rendering that ends with the turn reads the same up to there, and
 * what the general rules (`findTurn`, `judge`) find in it is found here once, where nothing is uncommon.
 *
 * ```
 * <|user|>q1<|end|>\n<|assistant|>\na1<|end|>\n<|user|>q2
 *                   ↑ the ending    ↑ data    ↑ stop token: all of the same message
 *                                  ↑ the prompt's end
 * ```
 */
export function provenTurn(message: number, prompt: Prefix, derivation: Derivation): DerivedTurn | null {
  const { conversation, prefixes, rules, markup } = derivation;
  const { full, whole } = prefixes;
  if (full.provenance !== "origins" || prompt.proof !== "one-render" || prompt === whole) return null;
  if ((full.trace?.reach[message] ?? Infinity) > message || !whole.startsWith(prompt)) return null;

  const bodyStart = prompt.length;
  const { pieces, ofMessage } = indexData(full);
  const first = piecesBefore(pieces, bodyStart);
  const before = pieces[first - 1];
  if (before === undefined || before.message !== message - 1 || before.end > prompt.headEnd) return null;
  if (conversation.messages[message - 1]?.role === "system" || prompt.nextData(before.end) !== null) return null;

  const data = ofMessage.get(message) ?? [];
  const last = data.at(-1);
  if (last === undefined || pieces[first] !== data[0] || pieces[first + data.length - 1] !== last) return null;
  if (data.length > 1 && hasRepeated(data)) return null;

  const stop = stopInGap(full.text.slice(last.end, pieces[first + data.length]?.start), markup);
  if (stop === null) return null;
  const end = last.end + stop.end;
  const text = full.text.slice(bodyStart, end);
  if (!whole.isPrintedAt(message, prompt.headEnd, end) || markup.lastStop(text) !== stop.text) return null;

  const gap = full.text.slice(before.end, bodyStart);
  if (commonStart(gap, full.text.slice(before.end, bodyStart + LONGEST_TAG), markup) < gap.length) return null;
  const open = openInGap(gap, markup, rules.reasoningBlocks);
  if (open !== null && !closesBlock(text, open, markup)) return null;
  const given = conversation.messages[message] ?? { role: "" };
  if (findDropped(given, data) !== null) return null;

  const stopStart = last.end + stop.start;
  const messages = [message];
  const own: OwnTurn = {
    prompt,
    get plain() {
      return prefixes.plain(message + 1) ?? whole.until(end);
    },
    text,
    range: [bodyStart, end],
    appended: "",
    stop: stop.text,
    replacedStart: "",
  };
  return {
    messages,
    verdict: "exact",
    code: null,
    detail: null,
    reason: null,
    endAppended: false,
    proof: "one-render",
    rendered: [bodyStart, end],
    inFull: { role: "assistant", messages, bodyStart, bodyEnd: stopStart, end: [stopStart, end] },
    lost: lossesOf(given, message, data),
    own,
  };
}

function hasRepeated(data: readonly DataPiece[]): boolean {
  return data.some(({ field, sourceStart }, index) =>
    data.some((other, at) => at < index && other.field === field && other.sourceStart === sourceStart),
  );
}
