import type { CodePointSet } from "../unicode/code-point-set.ts";
import { NotFollowed } from "./not-followed.ts";
import type { PatternNode } from "./pattern-node.ts";

/**
 * A pattern as the steps of a backtracking engine, by number; where there are two ways to go on, the first is tried first.
 *
 * ```
 * a+?b|c     0 match   1 character c → 0   2 character b → 0   3 fork 2, 4   4 character a → 3   5 fork 4, 1   (start: 5)
 * ```
 */
export interface Program {
  readonly steps: readonly Step[];
  readonly start: number;
}

export type Step =
  | { readonly kind: "match" }
  | { readonly kind: "character"; readonly set: CodePointSet; readonly next: number }
  | { readonly kind: "look"; readonly set: CodePointSet; readonly atEnd: boolean; readonly next: number }
  | { readonly kind: "fork"; readonly first: number; readonly second: number };

/** @throws {NotFollowed} if the steps would be too many */
export function buildProgram(node: PatternNode): Program {
  const steps: Step[] = [{ kind: "match" }];
  const add = (step: Step): number => {
    if (steps.length >= MOST_STEPS) throw new NotFollowed("too long a pattern, repeats written out");
    return steps.push(step) - 1;
  };

  /** The number of the step that begins the node, and goes on with `next` behind it. */
  const build = (part: PatternNode, next: number): number => {
    switch (part.kind) {
      case "character":
        return add({ kind: "character", set: part.set, next });
      case "look":
        return add({ kind: "look", set: part.set, atEnd: part.atEnd, next });
      case "sequence":
        return part.items.reduceRight((behind, item) => build(item, behind), next);
      case "alternatives":
        return part.items
          .map((item) => build(item, next))
          .reduceRight((second, first) => add({ kind: "fork", first, second }));
      case "repeat": {
        const forkTo = (again: number, behind: number): Step =>
          part.lazy ? { kind: "fork", first: behind, second: again } : { kind: "fork", first: again, second: behind };
        let start = next;
        if (part.most === Infinity) {
          const fork = add({ kind: "match" });
          steps[fork] = forkTo(build(part.item, fork), next);
          start = fork;
        } else {
          for (let copy = part.least; copy < part.most; copy++) start = add(forkTo(build(part.item, start), next));
        }
        for (let copy = 0; copy < part.least; copy++) start = build(part.item, start);
        return start;
      }
      default:
        return part satisfies never;
    }
  };

  const start = build(node, 0);
  return { steps, start };
}

const MOST_STEPS = 5000;
