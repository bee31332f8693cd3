import { contains } from "../unicode/code-point-set.ts";
import { NotFollowed } from "./not-followed.ts";
import { type CharacterNode, canBeEmpty, type PatternNode } from "./pattern-node.ts";

/**
 * Two ASCII letters that `(?i:…)` also finds as one character: `(?i:ss)` finds `ß`, `(?i:fi)` the ligature.
 */
const PAIRS: readonly string[] = ["ss", "st", "ff", "fi", "fl"];

const MOST_NEIGHBOURS = 500;

/**
 * Makes sure that no such pair stands side by side in a pattern, wherever the repeats and groups are.
 *
 * @throws {NotFollowed} if one might
 */
export function refuseMultipleFolding(node: PatternNode): void {
  switch (node.kind) {
    case "character":
    case "look":
      return;
    case "sequence": {
      let before: CharacterNode[] = [];
      for (const item of node.items) {
        refuseMultipleFolding(item);
        refuseNeighbours(before, edgeOf(item, "first"));
        const last = edgeOf(item, "last");
        before = canBeEmpty(item) ? [...before, ...last] : last;
      }
      return;
    }
    case "alternatives":
      node.items.forEach(refuseMultipleFolding);
      return;
    case "repeat":
      refuseMultipleFolding(node.item);
      if (node.most > 1) refuseNeighbours(edgeOf(node.item, "last"), edgeOf(node.item, "first"));
      return;
    default:
      node satisfies never;
  }
}

function refuseNeighbours(before: readonly CharacterNode[], after: readonly CharacterNode[]): void {
  if (before.length * after.length > MOST_NEIGHBOURS)
    throw new NotFollowed("too many characters that may be neighbours");
  for (const [first, second] of PAIRS) {
    if (hasLetter(before, first) && hasLetter(after, second))
      throw new NotFollowed(`(?i:${first}${second}) is also one character`);
  }
}

function hasLetter(nodes: readonly CharacterNode[], letter = ""): boolean {
  return nodes.some((node) => node.ignoresCase && contains(node.set, letter.charCodeAt(0)));
}

/** The characters that a match of the node can begin or end with. */
function edgeOf(node: PatternNode, edge: "first" | "last"): CharacterNode[] {
  switch (node.kind) {
    case "character":
      return [node];
    case "look":
      return [];
    case "sequence": {
      const found: CharacterNode[] = [];
      for (const item of edge === "first" ? node.items : node.items.toReversed()) {
        found.push(...edgeOf(item, edge));
        if (!canBeEmpty(item)) break;
      }
      return found;
    }
    case "alternatives":
      return node.items.flatMap((item) => edgeOf(item, edge));
    case "repeat":
      return edgeOf(node.item, edge);
    default:
      return node satisfies never;
  }
}
