import type { BosDecision, BosPolicy } from "../contracts/bos-policy.ts";
import type { Rendering } from "../contracts/rendering.ts";
import type { EncodeOptions, Tokenizer } from "../contracts/tokenizer.ts";
import type { Tokens } from "../contracts/tokens.ts";
import { withoutRange } from "../rendering/without-range.ts";
import { encodeBehind } from "./encode-behind.ts";

/** A rendering behind its BOS policy, with the tokens that the tokenizer made and those that the policy put around them. */
export interface EncodedRow {
  readonly bos: BosDecision;
  readonly rendering: Rendering;
  /** As the tokenizer gave them, with these options: breaks are positions in `rendering`. */
  readonly encoded: Tokens;
  readonly options: EncodeOptions;
  /** `before`, the encoded text, `after`: what the example holds. */
  readonly tokens: Tokens;
  /** Offset of each token in the rendering's text; −1 for what the policy added. Made on request. */
  starts(): Int32Array;
}

/**
 * Applies the policy, encodes, and puts the policy's ids around. The breaks of the options are positions in the printed text.
 *
 * @param sharing a row that was encoded with these options but breaks, whose beginning this one may have
 */
export function encodeRow(
  printed: Rendering,
  tokenizer: Tokenizer,
  policy: BosPolicy,
  options: EncodeOptions = {},
  sharing: EncodedRow | null = null,
): EncodedRow {
  const bos = policy.apply(printed, tokenizer);
  const rendering = bos.remove === null ? printed : withoutRange(printed, bos.remove);
  const applied = bos.remove === null ? options : withoutBosIn(options, bos);
  const encoded =
    sharing === null || applied.breaks?.length
      ? tokenizer.encode(rendering, applied)
      : encodeBehind(sharing, rendering, tokenizer, applied);
  return {
    bos,
    rendering,
    encoded,
    options: applied,
    tokens: surround(encoded, bos),
    starts: () => surroundWith(tokenizer.starts(rendering, encoded), bos, -1),
  };
}

function withoutBosIn(options: EncodeOptions, bos: BosDecision): EncodeOptions {
  return { ...options, breaks: (options.breaks ?? []).map((position) => withoutBos(position, bos)) };
}

/** A position in the printed text, in the text that is encoded. */
export function withoutBos(position: number, { remove }: BosDecision): number {
  if (remove === null) return position;
  const [start, end] = remove;
  return position - Math.max(0, Math.min(position, end) - start);
}

function surround(tokens: Tokens, { before, after }: BosDecision): Tokens {
  if (before.length === 0 && after.length === 0) return tokens;
  const ids = new Int32Array(before.length + tokens.ids.length + after.length);
  ids.set(before);
  ids.set(tokens.ids, before.length);
  ids.set(after, before.length + tokens.ids.length);
  return {
    ids,
    firstToken: tokens.firstToken.map((first) => first + before.length),
    straddles: tokens.straddles.map((token) => token + before.length),
    controlTokensInData: tokens.controlTokensInData,
  };
}

function surroundWith(values: Int32Array, { before, after }: BosDecision, filler: number): Int32Array {
  const all = new Int32Array(before.length + values.length + after.length).fill(filler);
  all.set(values, before.length);
  return all;
}
