import type { Rendering } from "../contracts/rendering.ts";
import type { EncodeOptions, NamedToken, Tokenizer } from "../contracts/tokenizer.ts";
import type { Tokens } from "../contracts/tokens.ts";
import { sliceRendering } from "../rendering/slice-rendering.ts";
import { isProvenByHeader } from "./proven-by-header.ts";

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
  return createPromptProof(tokenizer, rendering, tokens, options)(promptLength);
}

/** `provePrompt` for the prompts of one example, which are proven one by one: what they share is computed once. */
export function createPromptProof(
  tokenizer: Tokenizer,
  rendering: Rendering,
  tokens: Tokens,
  options: EncodeOptions,
): (promptLength: number) => PromptProof {
  let general: ((promptLength: number) => PromptProof) | null = null;
  return (promptLength) => {
    if (isProvenByHeader(tokenizer, rendering, tokens, promptLength)) return "equal";
    general ??= createProofByStarts(tokenizer, rendering, tokens, options);
    return general(promptLength);
  };
}

/** Needs no segments that know the prompt's end, and takes any token before it; costs another encoding of the example. */
export function createProofByStarts(
  tokenizer: Tokenizer,
  rendering: Rendering,
  tokens: Tokens,
  options: EncodeOptions,
): (promptLength: number) => PromptProof {
  const starts = tokenizer.starts(rendering, tokens);
  const example: Encoded = { text: rendering.text, ids: tokens.ids, starts };
  const added = addedTokensOf(tokenizer);
  return (promptLength) => {
    const end = firstAtOrBehind(starts, promptLength);
    const isApart = options.breaks?.includes(promptLength) === true;
    if (!isApart && reachesOver(example, end, promptLength, added.all)) return "straddles";
    const anchor = lastControlToken(example, end, promptLength, added.control);
    const rest = sliceRendering(rendering, anchor < 0 ? 0 : (starts[anchor] ?? 0), promptLength);
    const alone = tokenizer.encode(rest, { ...options, breaks: [] }).ids;
    const joint = tokens.ids.subarray(Math.max(0, anchor), end);
    return alone.length === joint.length && alone.every((id, index) => id === joint[index]) ? "equal" : "straddles";
  };
}

interface Encoded {
  readonly text: string;
  readonly ids: Int32Array;
  readonly starts: Int32Array;
}

type TextById = ReadonlyMap<number, string>;

const ADDED_TOKENS = new WeakMap<Tokenizer, { readonly all: TextById; readonly control: TextById }>();

function addedTokensOf(tokenizer: Tokenizer): { readonly all: TextById; readonly control: TextById } {
  const known = ADDED_TOKENS.get(tokenizer);
  if (known !== undefined) return known;
  const made = { all: textById(tokenizer.addedTokens), control: textById(tokenizer.controlTokens) };
  ADDED_TOKENS.set(tokenizer, made);
  return made;
}

function textById(tokens: readonly NamedToken[]): TextById {
  return new Map(tokens.map(({ id, text }) => [id, text]));
}

/** Whether the token before a border reaches over it, white space apart that an added token beside the border swallows. */
function reachesOver({ text, ids, starts }: Encoded, end: number, border: number, added: TextById): boolean {
  const next = starts[end] ?? text.length;
  if (end === 0 || next <= border) return false;
  const besideAdded = added.has(ids[end - 1] ?? -1) || added.has(ids[end] ?? -1);
  return !besideAdded || text.slice(border, next).trim() !== "";
}

/** Index of the last token before `end` that is a control token and ends at or before the border; −1 if there is none. */
function lastControlToken({ text, ids, starts }: Encoded, end: number, border: number, control: TextById): number {
  for (let token = end - 1; token >= 0; token--) {
    const own = control.get(ids[token] ?? -1);
    const start = starts[token] ?? 0;
    if (own !== undefined && start + own.length <= border && text.startsWith(own, start)) return token;
  }
  return -1;
}

/** Index of the first token that starts at or behind an offset; their number if none does. */
function firstAtOrBehind(starts: Int32Array, offset: number): number {
  let low = 0;
  let high = starts.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((starts[middle] ?? 0) < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}
