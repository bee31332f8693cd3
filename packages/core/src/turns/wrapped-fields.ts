import { isReasoningTag } from "./blocks.ts";
import { readGap } from "./gaps.ts";
import type { Markup } from "./markup.ts";
import type { Prefix } from "./prefix.ts";
import { endOf, type TurnBlock } from "./turn-block.ts";

/** Template text in a body that wraps a field: `[start, end)` in UTF-16 code units. */
export interface WrappedField {
  readonly start: number;
  readonly end: number;
  readonly field: string;
}

/**
 * Where it is evident which field an answer's template text wraps: the tags of reasoning with the white space around them, and what
 * stands next to a tool call.
 */
export function findWrappedFields(text: Prefix, turn: TurnBlock, markup: Markup): readonly WrappedField[] {
  const wrapped: WrappedField[] = [];
  const end = turn.end?.[0] ?? endOf(turn);
  let position = turn.bodyStart;
  let field: string | null = null;
  while (position < end) {
    const data = text.nextData(position);
    const next = data === null || data.start >= end ? null : data;
    const to = next?.start ?? end;
    const reasoning = position === to ? 0 : reasoningIn(text.slice(position, to), markup);
    if (reasoning > 0) wrapped.push({ start: position, end: position + reasoning, field: "reasoning_content" });
    if (position + reasoning < to && (isCall(field) || isCall(next?.field ?? null)))
      wrapped.push({ start: position + reasoning, end: to, field: "tool_calls" });
    position = Math.max(to, next?.end ?? end);
    field = next?.field ?? null;
  }
  return wrapped;
}

function isCall(field: string | null): boolean {
  return field !== null && /^tool_calls\b/.test(field);
}

/** Length of the start of a gap that belongs to reasoning: through its last tag and the white space behind it. */
function reasoningIn(gap: string, markup: Markup): number {
  const tag = readGap(gap, markup).tags.findLast(({ text }) => isReasoningTag(text));
  if (tag === undefined) return 0;
  return gap.length - gap.slice(tag.end).trimStart().length;
}
