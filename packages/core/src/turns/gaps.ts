import { readBlocks } from "./blocks.ts";
import type { Markup, Tag } from "./markup.ts";

/** What is found in text between two pieces of data. */
export interface Gap {
  readonly tags: readonly Tag[];
  /** The first stop token; null if there is none, or if it may be the end of a longer one. */
  readonly stop: Tag | null;
  /** The blocks that it leaves open, by name. */
  readonly open: readonly string[];
  /** Whether a tag may begin in it and end in what follows. */
  readonly mayReachOver: boolean;
}

const GAPS_KEPT = 1000;
const LONGEST_KEPT = 1000;

const known = new WeakMap<Markup, Map<string, Gap>>();

/** What was read last: a comparison takes a third of what finding a text in a map does. */
let last: { readonly markup: Markup; readonly text: string; readonly gap: Gap } | null = null;

/** A template prints the same between most messages, so what is found there is kept. */
export function readGap(text: string, markup: Markup): Gap {
  if (last !== null && last.text === text && last.markup === markup) return last.gap;
  const gap = keptGap(text, markup);
  last = { markup, text, gap };
  return gap;
}

function keptGap(text: string, markup: Markup): Gap {
  let gaps = known.get(markup);
  if (gaps === undefined) known.set(markup, (gaps = new Map()));
  const before = gaps.get(text);
  if (before !== undefined) return before;
  const stop = markup.firstStop(text);
  const gap: Gap = {
    tags: markup.tags(text),
    stop: stop === null || markup.isEndOfLonger(stop.text) ? null : stop,
    open: readBlocks(text, markup).open,
    mayReachOver: markup.mayReachOver(text),
  };
  if (gaps.size >= GAPS_KEPT) gaps.clear();
  if (text.length <= LONGEST_KEPT) gaps.set(text, gap);
  return gap;
}
