import type { Rendering } from "../contracts/rendering.ts";
import type { NamedToken, Tokenizer } from "../contracts/tokenizer.ts";
import type { Tokens } from "../contracts/tokens.ts";
import { firstSegmentBehind } from "../rendering/first-segment-behind.ts";
import { sliceRendering } from "../rendering/slice-rendering.ts";

/**
 * Whether a prompt keeps its ids, told by segments and ids alone; false where that takes a look at where tokens start.
 *
 * Most prompts end with the same header: template text behind a control token. Its ids are the same in every text, so they are
 * encoded once, and looked for before the first token of the body.
 *
 * ```
 * segments   …q1 │ <|im_end|> │ \n │ <|im_start|>assistant\n │ a1
 * ids        …                       151644 77091 198        ↑ firstToken; no token reaches over the border
 * ```
 *
 * @param tokens of the rendering; breaks may stand anywhere
 * @param promptLength in UTF-16 code units
 */
export function isProvenByHeader(
  tokenizer: Tokenizer,
  rendering: Rendering,
  { ids, firstToken, straddles }: Tokens,
  promptLength: number,
): boolean {
  const { segments, text } = rendering;
  const body = firstSegmentBehind(segments.end, promptLength);
  if (body === 0 || segments.end[body - 1] !== promptLength) return false;
  const end = firstToken[body] ?? 0;
  if (straddles.includes(end - 1)) return false;

  let first = body;
  while (first > 0 && segments.origin[first - 1] === 0) first--;
  const from = first === 0 ? 0 : (segments.end[first - 1] ?? 0);
  const headers = headersOf(tokenizer);
  let anchor = end - 1;
  const earliest = firstToken[first] ?? 0;
  while (anchor >= earliest && !headers.controlTexts.has(ids[anchor] ?? -1)) anchor--;
  if (anchor < earliest) return false;
  const control = headers.controlTexts.get(ids[anchor] ?? -1) ?? "";
  const start = text.lastIndexOf(control, promptLength - control.length);
  if (start < from) return false;

  const alone = headers.idsOf(text.slice(start, promptLength), () => sliceRendering(rendering, start, promptLength));
  if (alone.length !== end - anchor) return false;
  for (let index = 0; index < alone.length; index++) if (alone[index] !== ids[anchor + index]) return false;
  return true;
}

/** Template text that prompts end with, and its ids. */
interface Headers {
  readonly controlTexts: ReadonlyMap<number, string>;
  idsOf(text: string, render: () => Rendering): Int32Array;
}

/** Llama 3.1 prints the names of built-in tools, other templates more of the row's kind, but no data. */
const HEADERS_KEPT = 1000;

const HEADERS = new WeakMap<Tokenizer, Headers>();

function headersOf(tokenizer: Tokenizer): Headers {
  const known = HEADERS.get(tokenizer);
  if (known !== undefined) return known;
  const ids = new Map<string, Int32Array>();
  let last: { readonly text: string; readonly ids: Int32Array } | null = null;
  const made: Headers = {
    controlTexts: new Map(tokenizer.controlTokens.map(({ id, text }: NamedToken) => [id, text])),
    idsOf(text, render) {
      if (last?.text === text) return last.ids;
      let encoded = ids.get(text);
      if (encoded === undefined) {
        encoded = tokenizer.encode(render()).ids;
        if (ids.size >= HEADERS_KEPT) ids.clear();
        ids.set(text, encoded);
      }
      last = { text, ids: encoded };
      return encoded;
    },
  };
  HEADERS.set(tokenizer, made);
  return made;
}
