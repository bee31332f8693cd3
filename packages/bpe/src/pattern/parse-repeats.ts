import { complement } from "../unicode/code-point-set.ts";
import { canBeEmpty, type PatternNode } from "./pattern-node.ts";
import type { PatternSource } from "./pattern-source.ts";

/** Reads the quantifiers behind an atom: none, one, or several on top of each other (`{1,3}+` is any number of one to three). */
export function parseRepeats(source: PatternSource, atom: PatternNode): PatternNode {
  let node = atom;
  while (!source.isAtEnd) {
    const interval = source.takeMatch(/\{(\d+)?(,)?(\d+)?\}/y);
    if (interval) {
      const [, first, comma, second] = interval;
      if (first === undefined && second === undefined) source.refuse("an interval without numbers");
      const least = Number(first ?? 0);
      const most = comma === undefined ? least : Number(second ?? Infinity);
      if (least > most || most === 0 || least > MOST_COPIES || (most !== Infinity && most > MOST_COPIES))
        source.refuse("an interval out of bounds");
      const lazy = source.take("?");
      if (lazy && comma === undefined) source.refuse("an exact count that is lazy");
      node = repeat(source, node, least, most, lazy);
      continue;
    }
    const simple = source.takeMatch(/([?*+])([?+]?)/y);
    if (!simple) break;
    const least = simple[1] === "+" ? 1 : 0;
    const most = simple[1] === "?" ? 1 : Infinity;
    node =
      simple[2] === "+" ? possessive(source, node, least, most) : repeat(source, node, least, most, simple[2] === "?");
  }
  return node;
}

const MOST_COPIES = 1000;

function repeat(source: PatternSource, item: PatternNode, least: number, most: number, lazy: boolean): PatternNode {
  if (canBeEmpty(item)) source.refuse("a repeat of what may be empty");
  if (item.kind === "repeat" && (lazy || item.lazy)) source.refuse("a repeat of a repeat, one of them lazy");
  return { kind: "repeat", item, least, most, lazy };
}

/** Of one character: as often as it is there. `a++` is `a+(?!a)`, and `a?+` is `a|(?!a)`. */
function possessive(source: PatternSource, item: PatternNode, least: number, most: number): PatternNode {
  if (item.kind !== "character") source.refuse("possessive, and more than one character");
  const noMore: PatternNode = { kind: "look", set: complement(item.set), atEnd: true };
  if (most === 1) return { kind: "alternatives", items: [item, noMore] };
  return { kind: "sequence", items: [{ kind: "repeat", item, least, most, lazy: false }, noMore] };
}
