import type { Conversation } from "../contracts/conversation.ts";
import type { MaskInput } from "../contracts/mask-input.ts";
import type { Tokenizer } from "../contracts/tokenizer.ts";
import { firstSegmentBehind } from "../rendering/first-segment-behind.ts";
import type { EncodedRow } from "./encode-row.ts";

/** The view of a row that selectors and strategies get. Where tokens start is computed when asked for: most borders are those of segments. */
export function createMaskInput(
  conversation: Conversation,
  { rendering, tokens, starts: computeStarts }: EncodedRow,
  tokenizer: Tokenizer,
  { mayAskForStarts, promptLength }: { readonly mayAskForStarts: boolean; readonly promptLength: number | null },
): MaskInput {
  const { firstToken } = tokens;
  let computed: Int32Array | null = null;
  const starts = (): Int32Array => (computed ??= computeStarts());
  const firstTokenFrom = (position: number): number =>
    atSegmentStart(rendering.segments.end, firstToken, position) ??
    lowerBound(starts(), position, firstToken[0] ?? 0, firstToken.at(-1) ?? 0);
  return {
    conversation,
    rendering,
    tokens,
    get starts() {
      return mayAskForStarts ? starts() : null;
    },
    promptLength,
    get endOfSequence() {
      return tokenizer.endOfSequence.map(({ id }) => id);
    },
    tokensOf: (segment) => [firstToken[segment] ?? 0, firstToken[segment + 1] ?? 0],
    tokensIn(from, to) {
      if (!mayAskForStarts) throw new TypeError('tokensIn works for masks that declare the need "starts"');
      return [firstTokenFrom(from), firstTokenFrom(to)];
    },
  };
}

/** The first token that starts at or behind a position where a segment starts, or where the text ends; null for all other positions. */
function atSegmentStart(ends: Int32Array, firstToken: Int32Array, position: number): number | null {
  const segment = position === 0 ? 0 : firstSegmentBehind(ends, position);
  const start = segment === 0 ? 0 : ends[segment - 1];
  return start === position ? (firstToken[segment] ?? null) : null;
}

/** The first index in `[low, high)` whose value is at least `wanted`, else `high`. */
function lowerBound(sorted: Int32Array, wanted: number, from: number, to: number): number {
  let low = from;
  let high = to;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle] ?? 0) < wanted) low = middle + 1;
    else high = middle;
  }
  return low;
}
