import type { Conversation } from "../contracts/conversation.ts";
import type { MaskInput } from "../contracts/mask-input.ts";
import type { Rendering } from "../contracts/rendering.ts";
import type { Tokenizer } from "../contracts/tokenizer.ts";
import type { Tokens } from "../contracts/tokens.ts";
import { firstSegmentBehind } from "../rendering/first-segment-behind.ts";
import type { EncodedRow } from "./encode-row.ts";

interface Allowed {
  readonly mayAskForStarts: boolean;
  readonly promptLength: number | null;
}

/** The view of a row that selectors and strategies get. */
export function createMaskInput(
  conversation: Conversation,
  encoded: EncodedRow,
  tokenizer: Tokenizer,
  allowed: Allowed,
): MaskInput {
  return new EncodedMaskInput(conversation, encoded, tokenizer, allowed);
}

/** Where tokens start is computed when asked for: most borders are those of segments. */
class EncodedMaskInput implements MaskInput {
  readonly conversation: Conversation;
  readonly rendering: Rendering;
  readonly tokens: Tokens;
  readonly promptLength: number | null;
  readonly #encoded: EncodedRow;
  readonly #tokenizer: Tokenizer;
  readonly #mayAskForStarts: boolean;
  #computed: Int32Array | null = null;

  constructor(conversation: Conversation, encoded: EncodedRow, tokenizer: Tokenizer, allowed: Allowed) {
    this.conversation = conversation;
    this.rendering = encoded.rendering;
    this.tokens = encoded.tokens;
    this.promptLength = allowed.promptLength;
    this.#encoded = encoded;
    this.#tokenizer = tokenizer;
    this.#mayAskForStarts = allowed.mayAskForStarts;
  }

  get starts(): Int32Array | null {
    return this.#mayAskForStarts ? this.#allStarts() : null;
  }

  get endOfSequence(): readonly number[] {
    return this.#tokenizer.endOfSequence.map(({ id }) => id);
  }

  tokensOf(segment: number): readonly [start: number, end: number] {
    const { firstToken } = this.tokens;
    return [firstToken[segment] ?? 0, firstToken[segment + 1] ?? 0];
  }

  tokensIn(from: number, to: number): readonly [start: number, end: number] {
    if (!this.#mayAskForStarts) throw new TypeError('tokensIn works for masks that declare the need "starts"');
    return [this.#firstTokenFrom(from), this.#firstTokenFrom(to)];
  }

  #firstTokenFrom(position: number): number {
    const { firstToken } = this.tokens;
    return (
      atSegmentStart(this.rendering.segments.end, firstToken, position) ??
      lowerBound(this.#allStarts(), position, firstToken[0] ?? 0, firstToken.at(-1) ?? 0)
    );
  }

  #allStarts(): Int32Array {
    return (this.#computed ??= this.#encoded.starts());
  }
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
