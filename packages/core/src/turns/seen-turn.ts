import { findDropped } from "./dropped.ts";
import { plainTurn, type DerivedTurn } from "./derived-turn.ts";
import type { Derivation } from "./found-turn.ts";
import { gapOf, lastDataBefore } from "./header.ts";
import { lossesOf } from "./losses.ts";
import { isContinued } from "./prefill.ts";
import { assistantBlock, endOf } from "./turn-block.ts";
import { placeByData } from "./turn-place.ts";

/**
 * Where a turn stands in the full rendering, for masks that claim nothing of turns: seen, not compared with the prompt that a server
 * would send for it, which takes renderings of its own. Null where it is not plain to see: where it does not stand behind the header that
 * the prompt of another turn has, or lacks a stop token, or some of its text.
 *
 * ```
 * prompt  …q2<|end|>\n<|assistant|>\n          of the last turn
 * text    …q1<|end|>\n<|assistant|>\na1<|end|>\n
 *            └── the same ─────────┘↑ to a stop token
 * ```
 *
 * @param model the turn whose prompt is known; the message before it has the same role
 */
export function seenTurn(
  messages: readonly number[],
  model: DerivedTurn,
  { conversation, prefixes, markup }: Derivation,
): DerivedTurn | null {
  const [message = 0, ...merged] = messages;
  const [modelMessage = 0] = model.messages;
  const { messages: all } = conversation;
  if (merged.length > 0 || isContinued(conversation, messages)) return null;
  if (model.verdict !== "exact" || model.own === null || all[message - 1]?.role !== all[modelMessage - 1]?.role)
    return null;
  const header = gapOf(model.own.prompt, all, modelMessage);
  if (markup.tags(header).length === 0) return null;

  const { whole } = prefixes;
  const place = placeByData(whole, messages, markup);
  if (place === null || place.end === null) return null;

  const firstData = place.data[0]?.start ?? 0;
  const from = lastDataBefore(whole, all, message, firstData);
  const given = all[message] ?? { role: "" };
  if (!whole.slice(from, firstData).startsWith(header) || findDropped(given, place.data) !== null) return null;

  const inFull = assistantBlock(messages, place, from + header.length);
  return plainTurn({
    messages,
    proof: "one-render",
    rendered: [inFull.bodyStart, endOf(inFull)],
    inFull,
    lost: lossesOf(given, message, place.data),
    own: null,
  });
}
