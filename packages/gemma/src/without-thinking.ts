import { joinPieces, pythonStrip, slicePieces, type Slice } from "@turnwise/core";

const OPENING = "<|channel>";
const CLOSING = "<channel|>";

/**
 * The macro `strip_thinking`: what stands outside of `<|channel>…<channel|>`, then trimmed, as the slices of the text that
 * are left.
 *
 * ```
 * " a <|channel>thought\nb<channel|> c "  →  "a ", " c"
 * ```
 */
export function withoutThinking(text: string): readonly Slice[] {
  if (!text.includes(OPENING) && !text.includes(CLOSING)) return [pythonStrip(text)];
  const pieces = outsideOfThinking(text);
  return slicePieces(pieces, pythonStrip(joinPieces(pieces)));
}

function outsideOfThinking(text: string): readonly Slice[] {
  let start = 0;
  return text.split(CLOSING).map((part) => {
    const opening = part.indexOf(OPENING);
    const piece = { text: opening < 0 ? part : part.slice(0, opening), start };
    start += part.length + CLOSING.length;
    return piece;
  });
}
