import { pythonStrip, type Slice } from "@turnwise/core";

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
  const whole = pieces.map((piece) => piece.text).join("");
  const kept = pythonStrip(whole);
  const slices: Slice[] = [];
  let offset = 0;
  for (const piece of pieces) {
    const from = Math.max(0, kept.start - offset);
    const to = Math.min(piece.text.length, kept.start + kept.text.length - offset);
    offset += piece.text.length;
    if (from < to) slices.push({ text: piece.text.slice(from, to), start: piece.start + from });
  }
  return slices;
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
