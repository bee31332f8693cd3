import { openReasoning } from "./blocks.ts";
import type { Markup, Tag } from "./markup.ts";

/** What a template prints between the same two fields is mostly the same, so what is found in it is kept. */
interface KnownGaps {
  readonly stops: Map<string, Tag | null>;
  readonly open: Map<string, string | null>;
}

const GAPS_KEPT = 1000;
const LONGEST_KEPT = 1000;

const known = new WeakMap<Markup, KnownGaps>();

/** `Markup.firstStop` of text between two pieces of data. */
export function stopInGap(gap: string, markup: Markup): Tag | null {
  return kept(gapsOf(markup).stops, gap, () => markup.firstStop(gap));
}

/** `openReasoning` of text between two pieces of data; `further` are always the same for one markup. */
export function openInGap(gap: string, markup: Markup, further: readonly string[] = []): string | null {
  return kept(gapsOf(markup).open, gap, () => openReasoning(gap, markup, further));
}

function gapsOf(markup: Markup): KnownGaps {
  const gaps = known.get(markup) ?? { stops: new Map(), open: new Map() };
  known.set(markup, gaps);
  return gaps;
}

function kept<T>(found: Map<string, T | null>, gap: string, find: () => T | null): T | null {
  const before = found.get(gap);
  if (before !== undefined) return before;
  const value = find();
  if (found.size >= GAPS_KEPT) found.clear();
  if (gap.length <= LONGEST_KEPT) found.set(gap, value);
  return value;
}
