import type { CodePointSet } from "../unicode/code-point-set.ts";

/** A pattern, read: what can be matched by looking at one character at a time, and at one character behind the match. */
export type PatternNode = CharacterNode | LookNode | SequenceNode | AlternativesNode | RepeatNode;

/** One character of a set. */
export interface CharacterNode {
  readonly kind: "character";
  readonly set: CodePointSet;
  /** The set was widened by a `(?i:…)` around it. */
  readonly ignoresCase: boolean;
}

/** Nothing, if the next character is one of a set, or there is none and `atEnd` is true. */
export interface LookNode {
  readonly kind: "look";
  readonly set: CodePointSet;
  readonly atEnd: boolean;
}

/** One after another; of no items: nothing. */
export interface SequenceNode {
  readonly kind: "sequence";
  readonly items: readonly PatternNode[];
}

/** The first that lets all of the pattern match. */
export interface AlternativesNode {
  readonly kind: "alternatives";
  readonly items: readonly PatternNode[];
}

/** As often as possible, or as rarely if it is lazy. */
export interface RepeatNode {
  readonly kind: "repeat";
  readonly item: PatternNode;
  readonly least: number;
  /** Infinity: no bound. */
  readonly most: number;
  readonly lazy: boolean;
}

/** Whether a node can match nothing. */
export function canBeEmpty(node: PatternNode): boolean {
  switch (node.kind) {
    case "character":
      return false;
    case "look":
      return true;
    case "sequence":
      return node.items.every(canBeEmpty);
    case "alternatives":
      return node.items.some(canBeEmpty);
    case "repeat":
      return node.least === 0 || canBeEmpty(node.item);
    default:
      return node satisfies never;
  }
}
