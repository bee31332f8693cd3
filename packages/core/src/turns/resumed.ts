import { isSamePiece } from "./data-index.ts";
import { findEnd } from "./end.ts";
import type { Markup } from "./markup.ts";
import type { Prefix } from "./prefix.ts";
import type { TurnBlock } from "./turn-block.ts";
import type { TurnPlace } from "./turn-place.ts";

/**
 * What the full rendering has of a turn behind words of other messages. Gemma 4 edge prints what a message says beside its call behind
 * the call's result, though the model wrote it before:
 *
 * ```
 * own   …<|tool_call>call:f{}<tool_call|>Let me look.<|tool_response>
 * full  …<|tool_call>call:f{}<tool_call|><|tool_response>response:f{value:8}<tool_response|>Let me look.<turn|>
 *                                                                                          └── resumed ──┘
 * ```
 *
 * @param place where the rendering that ends with the turn has it: of its data counts what `inWhole` has not
 */
export function findResumed(
  whole: Prefix,
  messages: readonly number[],
  place: TurnPlace,
  inWhole: TurnPlace,
  markup: Markup,
): readonly TurnBlock[] {
  if (inWhole.data.length >= place.data.length) return [];
  const behind = inWhole.end?.[1] ?? inWhole.dataEnd;
  const missing = place.data.filter((piece) => !inWhole.data.some((found) => isSamePiece(found, piece)));
  const blocks: TurnBlock[] = [];
  for (const piece of messages.flatMap((message) => whole.dataOf(message))) {
    if (piece.start < behind || !missing.some((each) => isSamePiece(each, piece))) continue;
    const end = findEnd(whole, piece.end, messages.at(-1) ?? 0, markup);
    const last = blocks.at(-1);
    const goesOn = last !== undefined && last.end === null && whole.nextData(last.bodyEnd)?.start === piece.start;
    if (goesOn) blocks[blocks.length - 1] = { ...last, bodyEnd: end?.[0] ?? piece.end, end };
    else blocks.push({ role: "assistant", messages, bodyStart: piece.start, bodyEnd: end?.[0] ?? piece.end, end });
  }
  return blocks;
}
