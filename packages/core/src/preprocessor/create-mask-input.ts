import type { Conversation } from "../contracts/conversation.ts";
import type { MaskInput } from "../contracts/mask-input.ts";
import type { Tokenizer } from "../contracts/tokenizer.ts";
import type { EncodedRow } from "./encode-row.ts";

/** The view of a row that selectors and strategies get. */
export function createMaskInput(
  conversation: Conversation,
  { rendering, tokens }: EncodedRow,
  tokenizer: Tokenizer,
  computed: { readonly starts: Int32Array | null; readonly promptLength: number | null },
): MaskInput {
  const { firstToken } = tokens;
  return {
    conversation,
    rendering,
    tokens,
    ...computed,
    endOfSequence: tokenizer.endOfSequence.map(({ id }) => id),
    tokensOf: (segment) => [firstToken[segment] ?? 0, firstToken[segment + 1] ?? 0],
    tokensIn(from, to) {
      const { starts } = computed;
      if (starts === null) throw new TypeError('tokensIn works for masks that declare the need "starts"');
      const first = firstToken[0] ?? 0;
      const end = firstToken.at(-1) ?? 0;
      return [lowerBound(starts, from, first, end), lowerBound(starts, to, first, end)];
    },
  };
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
