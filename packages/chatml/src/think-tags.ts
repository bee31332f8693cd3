import { pythonLeftStrip, pythonRightStrip, type Slice } from "@turnwise/core";

/** A message's reasoning and answer: slices of its content, or of `reasoning_content` where the row has that. */
export interface Thinking {
  readonly reasoning: Slice;
  readonly answer: Slice;
}

const OPENING = "<think>";
const CLOSING = "</think>";

/**
 * Qwen's way to take reasoning out of the content: `content.split('</think>')[0].rstrip('\n').split('<think>')[-1]
 * .lstrip('\n')`; the answer is `content.split('</think>')[-1].lstrip('\n')`. Null without a closing tag.
 */
export function splitThinking(content: string): Thinking | null {
  const firstClosing = content.indexOf(CLOSING);
  if (firstClosing < 0) return null;
  const before = pythonRightStrip(content.slice(0, firstClosing), "\n");
  const opening = before.lastIndexOf(OPENING);
  return {
    reasoning: leftStripFrom(before, opening < 0 ? 0 : opening + OPENING.length),
    answer: answerOf(content),
  };
}

/** `content.split('</think>')[-1].lstrip('\n')`: what stands behind the last closing tag, or the whole. */
export function answerOf(content: string): Slice {
  const lastClosing = content.lastIndexOf(CLOSING);
  return leftStripFrom(content, lastClosing < 0 ? 0 : lastClosing + CLOSING.length);
}

function leftStripFrom(text: string, from: number): Slice {
  const stripped = pythonLeftStrip(text.slice(from), "\n");
  return { text: stripped.text, start: from + stripped.start };
}
