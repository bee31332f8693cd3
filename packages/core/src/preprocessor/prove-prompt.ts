import type { Rendering } from "../contracts/rendering.ts";
import type { EncodeOptions, NamedToken, Tokenizer } from "../contracts/tokenizer.ts";
import type { Tokens } from "../contracts/tokens.ts";
import { sliceRendering } from "./slice-rendering.ts";

/** `straddles`: the text behind the prompt changes its ids; a break at the prompt's end keeps them. */
export type PromptProof = "equal" | "straddles";

/**
 * Whether the ids of an example begin with those of its prompt alone, which is what a server sends, and no token reaches over the
 * prompt's end.
 *
 * Added tokens cut a text before anything else is done to it, so what stands before the last control token of the prompt has the
 * same ids in both: only the rest, from that token on, is encoded once more. A prompt without control tokens is encoded whole.
 *
 * ```
 * <|im_start|>user\nHi<|im_end|>\n<|im_start|>assistant\n | \nHello<|im_end|>
 *                                 └ encoded again ───────┘
 * jointly … 151644 77091 271 9707 …, the prompt alone … 151644 77091 198: straddles
 * ```
 *
 * @param tokens of the rendering, by `tokenizer.encode` with these options; a break may stand at the prompt's end or behind it
 * @param promptLength where the prompt ends in the rendering's text, in UTF-16 code units
 * @example
 * import { provePrompt } from "@turnwise/core";
 *
 * const tokens = tokenizer.encode(rendering);
 * if (provePrompt(tokenizer, rendering, tokens, promptLength) === "straddles") {
 *   tokenizer.encode(rendering, { breaks: [promptLength] });
 * }
 */
export function provePrompt(
  tokenizer: Tokenizer,
  rendering: Rendering,
  tokens: Tokens,
  promptLength: number,
  options: EncodeOptions = {},
): PromptProof {
  const starts = tokenizer.starts(rendering, tokens);
  const end = firstAtOrBehind(starts, promptLength);
  if (reachesOver(rendering.text, starts, end, promptLength, options.breaks ?? [])) return "straddles";
  const anchor = lastControlToken(tokenizer.controlTokens, rendering.text, tokens.ids, starts, end, promptLength);
  const rest = sliceRendering(rendering, anchor === null ? 0 : (starts[anchor] ?? 0), promptLength);
  const alone = tokenizer.encode(rest, { ...options, breaks: [] }).ids;
  const joint = tokens.ids.subarray(anchor ?? 0, end);
  return alone.length === joint.length && alone.every((id, index) => id === joint[index]) ? "equal" : "straddles";
}
