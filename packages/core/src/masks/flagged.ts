import type { Configured } from "../contracts/configured.ts";
import type { MaskInput } from "../contracts/mask-input.ts";
import type { MaskingStrategy } from "../contracts/masking-strategy.ts";
import type { Message } from "../contracts/message.ts";
import type { Segment } from "../contracts/rendering.ts";

/**
 * What the rows themselves say. An assistant message is trained unless it has `train: false` or `weight: 0`; a message of
 * another role only with `train: true`, ranges or a weight above 0. `weight` is the loss weight of its tokens. With ranges
 * (`train: [[0, 12]]`) the tokens that start inside them, and the end of the turn if one reaches the end of `content`.
 */
export const flaggedMask: Configured<MaskingStrategy> = {
  usage: "flagged",
  description: "messages by their own fields train and weight; assistant messages unless they say no",
  create: () => ({
    needs: ["parts", "starts"],
    trains: "answers",
    weights: "fractional",
    weigh(row, out) {
      let message = -1;
      let turn = -1;
      for (let index = 0; index < row.rendering.segmentCount; index++) {
        const segment = row.rendering.segment(index);
        if (segment.turn !== turn) message = row.rendering.turns[segment.turn]?.messages[0] ?? -1;
        turn = segment.turn;
        if (segment.message >= 0) message = segment.message;
        if (segment.part === "body" || segment.part === "end") weighSegment(row, out, index, segment, message);
      }
    },
  }),
};

function weighSegment(row: MaskInput, out: Float32Array, index: number, segment: Segment, owner: number): void {
  const message = row.conversation.messages[owner];
  const weight = message === undefined ? 0 : weightOf(message);
  if (message === undefined || weight === 0) return;
  if (typeof message.train !== "object") {
    out.fill(weight, ...row.tokensOf(index));
    return;
  }
  const length = typeof message.content === "string" ? message.content.length : 0;
  for (const [from, to] of message.train) {
    if (segment.part === "end") {
      if (to >= length) out.fill(weight, ...row.tokensOf(index));
    } else if (segment.field === "content" && segment.sourceStart >= 0) {
      const start = segment.start + Math.max(0, from - segment.sourceStart);
      const end = segment.start + Math.min(segment.text.length, to - segment.sourceStart);
      if (start < end) out.fill(weight, ...row.tokensIn(start, end));
    }
  }
}

function weightOf(message: Message): number {
  if (message.train === false) return 0;
  const trainedByDefault = message.role === "assistant" || message.train !== undefined;
  return message.weight ?? (trainedByDefault ? 1 : 0);
}
