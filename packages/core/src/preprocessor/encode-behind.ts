import type { Rendering } from "../contracts/rendering.ts";
import type { EncodeOptions, Tokenizer } from "../contracts/tokenizer.ts";
import type { Tokens } from "../contracts/tokens.ts";
import { sliceRendering } from "../rendering/slice-rendering.ts";

/** A rendering with the tokens of it, encoded without breaks. */
export interface EncodedRendering {
  readonly rendering: Rendering;
  readonly encoded: Tokens;
}

/**
 * The tokens of a rendering that begins like one that is encoded. A control token cuts a text before anything else is done to it, so what
 * stands before the last one that both share has the same ids in both, and only the rest is encoded.
 *
 * ```
 * encoded    <|im_start|>user\nq1<|im_end|>\n<|im_start|>assistant\na1<|im_end|>\n<|im_start|>user\nq2…
 * rendering  <|im_start|>user\nq1<|im_end|>\n<|im_start|>assistant\n<think>\n\n</think>\n\na1<|im_end|>\n
 *            └── taken over ────────────────┘└── encoded
 * ```
 *
 * @param options without breaks, and those that the other one was encoded with
 */
export function encodeBehind(
  other: EncodedRendering,
  rendering: Rendering,
  tokenizer: Tokenizer,
  options: EncodeOptions,
): Tokens {
  const anchor = other.encoded.controlTokensInData > 0 ? 0 : lastSharedControl(other, rendering, tokenizer);
  if (anchor === 0) return tokenizer.encode(rendering, options);
  const before = other.encoded;
  const count = before.firstToken[anchor] ?? 0;
  const start = rendering.segments.end[anchor - 1] ?? 0;
  const behind = tokenizer.encode(sliceRendering(rendering, start, rendering.text.length), options);
  if (behind.ids[0] !== before.ids[count]) return tokenizer.encode(rendering, options);

  const straddles =
    before.straddles.length === 0 ? before.straddles : before.straddles.filter((token) => token < count);
  return {
    ids: joined(before.ids.subarray(0, count), behind.ids, 0),
    firstToken: joined(before.firstToken.subarray(0, anchor), behind.firstToken, count),
    straddles: joined(straddles, behind.straddles, count),
    controlTokensInData: behind.controlTokensInData,
  };
}

/** The second one behind the first, with something added to each of its values. */
function joined(first: Int32Array, second: Int32Array, added: number): Int32Array {
  if (first.length === 0 && second.length === 0) return second;
  const all = new Int32Array(first.length + second.length);
  all.set(first);
  for (let at = 0, to = first.length; at < second.length; at++, to++) all[to] = (second[at] ?? 0) + added;
  return all;
}

/** The last segment that both share and that begins with a control token of the template; 0 if there is none behind the first. */
function lastSharedControl(
  { rendering: other, encoded: { ids, firstToken, straddles } }: EncodedRendering,
  rendering: Rendering,
  tokenizer: Tokenizer,
): number {
  const shared = sharedSegments(other, rendering);
  const texts = controlTextsOf(tokenizer);
  for (let segment = shared - 1; segment > 0; segment--) {
    if (rendering.segments.origin[segment] === 1) continue;
    const token = firstToken[segment] ?? 0;
    const text = texts.get(ids[token] ?? -1);
    const start = rendering.segments.end[segment - 1] ?? 0;
    if (text === undefined || !rendering.text.startsWith(text, start) || straddles.includes(token - 1)) continue;
    const end = rendering.segments.end[segment];
    // Many times as fast as `startsWith` where the texts are long.
    return rendering.text.slice(0, end) === other.text.slice(0, end) ? segment : 0;
  }
  return 0;
}

/** How many segments at the start of both end at the same places and have the same origins. */
function sharedSegments({ segments: left }: Rendering, { segments: right }: Rendering): number {
  const shorter = Math.min(left.end.length, right.end.length);
  let count = 0;
  while (count < shorter && left.end[count] === right.end[count] && left.origin[count] === right.origin[count]) count++;
  return count;
}

const CONTROL_TEXTS = new WeakMap<Tokenizer, ReadonlyMap<number, string>>();

function controlTextsOf(tokenizer: Tokenizer): ReadonlyMap<number, string> {
  const known = CONTROL_TEXTS.get(tokenizer);
  if (known !== undefined) return known;
  const made = new Map(tokenizer.controlTokens.map(({ id, text }) => [id, text]));
  CONTROL_TEXTS.set(tokenizer, made);
  return made;
}
