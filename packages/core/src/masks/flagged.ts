import type { Configured } from "../contracts/configured.ts";
import type { MaskInput } from "../contracts/mask-input.ts";
import type { MaskingStrategy } from "../contracts/masking-strategy.ts";
import type { Segment } from "../contracts/rendering.ts";
import { RowError } from "../errors/row-error.ts";
import { flagsOf } from "./message-flags.ts";

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
        // A tool's turn may print the name that the assistant's call gave: that text does not change whose turn it is.
        if (row.rendering.turns[segment.turn]?.messages.includes(segment.message)) message = segment.message;
        if (segment.part === "body" || segment.part === "end") weighSegment(row, out, index, segment, message);
      }
    },
  }),
};

function weighSegment(row: MaskInput, out: Float32Array, index: number, segment: Segment, owner: number): void {
  const message = row.conversation.messages[owner];
  if (message === undefined) return;
  const { weight, ranges } = flagsOf(message, owner);
  if (weight === 0) return;
  if (ranges === null) {
    out.fill(weight, ...row.tokensOf(index));
    return;
  }
  const length = typeof message.content === "string" ? message.content.length : 0;
  for (const [from, to] of ranges) {
    if (segment.part === "end") {
      if (to >= length) out.fill(weight, ...row.tokensOf(index));
    } else if (segment.field === "content" && segment.origin === "data") {
      if (segment.sourceStart < 0) throw unplaced(owner);
      const start = segment.start + Math.max(0, from - segment.sourceStart);
      const end = segment.start + Math.min(segment.text.length, to - segment.sourceStart);
      if (start < end) out.fill(weight, ...row.tokensIn(start, end));
    }
  }
}

function unplaced(message: number): RowError {
  return new RowError(
    "provenance-lost",
    `message ${message} has ranges in train, but its content is not printed as it stands, so nothing says where they lie`,
    { message, field: "content" },
  );
}
