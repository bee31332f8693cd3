import type { Rendering } from "../contracts/rendering.ts";
import type { Tokenizer } from "../contracts/tokenizer.ts";

/** The BOS tokens that the template printed at the very start: how many, and the length of one in UTF-16 code units. */
export function leadingBos(
  rendering: Rendering,
  tokenizer: Tokenizer,
): { readonly count: number; readonly length: number } {
  const bos = tokenizer.bos?.text ?? "";
  if (bos === "") return { count: 0, length: 0 };
  const limit = leadingTemplateLength(rendering);
  let count = 0;
  while ((count + 1) * bos.length <= limit && rendering.text.startsWith(bos, count * bos.length)) count++;
  return { count, length: bos.length };
}

function leadingTemplateLength({ segments, segmentCount }: Rendering): number {
  let length = 0;
  for (let index = 0; index < segmentCount && segments.origin[index] === 0; index++)
    length = segments.end[index] ?? length;
  return length;
}
