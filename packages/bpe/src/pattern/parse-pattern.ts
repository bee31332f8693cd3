import { type CodePointSet, complement, NO_CODE_POINT, rangeOf, unionOf } from "../unicode/code-point-set.ts";
import { ignoreCase } from "./ignore-case.ts";
import { parseClass } from "./parse-class.ts";
import { parseEscape } from "./parse-escape.ts";
import { parseRepeats } from "./parse-repeats.ts";
import type { LookNode, PatternNode } from "./pattern-node.ts";
import { PatternSource } from "./pattern-source.ts";

/**
 * Reads a pattern in Oniguruma's syntax (https://github.com/kkos/oniguruma/blob/master/doc/RE), as Rust `tokenizers` sets it up.
 *
 * @throws {NotFollowed} for what a scanner cannot follow, and for what is no pattern
 */
export function parsePattern(text: string): PatternNode {
  if (text.length > LONGEST_PATTERN) new PatternSource("").refuse("too long a pattern");
  const source = new PatternSource(text);
  const ignoresCase = source.take("(?i)");
  const node = parseAlternatives(source, { ignoresCase, depth: 0 });
  if (!source.isAtEnd) source.refuse(") without (");
  return node;
}

const LONGEST_PATTERN = 20_000;
const DEEPEST = 100;

interface Surroundings {
  readonly ignoresCase: boolean;
  readonly depth: number;
}

function parseAlternatives(source: PatternSource, surroundings: Surroundings): PatternNode {
  const items: PatternNode[] = [];
  do items.push(parseSequence(source, surroundings));
  while (source.take("|"));
  return alternativesOf(items);
}

/** Alternatives of one character each are one set. */
function alternativesOf(items: readonly PatternNode[]): PatternNode {
  const [first] = items;
  if (items.length === 1 && first) return first;
  const characters = items.filter((item) => item.kind === "character");
  if (characters.length < items.length) return { kind: "alternatives", items };
  return {
    kind: "character",
    set: unionOf(characters.map(({ set }) => set)),
    ignoresCase: characters.some(({ ignoresCase }) => ignoresCase),
  };
}

function parseSequence(source: PatternSource, surroundings: Surroundings): PatternNode {
  const items: PatternNode[] = [];
  while (!source.isAtEnd && !source.startsWith("|") && !source.startsWith(")")) {
    items.push(parseRepeats(source, parseAtom(source, surroundings)));
  }
  const [first] = items;
  return items.length === 1 && first ? first : { kind: "sequence", items };
}

function parseAtom(source: PatternSource, surroundings: Surroundings): PatternNode {
  if (source.take("(")) return parseGroup(source, surroundings);
  if (source.take("[")) {
    return {
      kind: "character",
      set: parseClass(source, surroundings.ignoresCase),
      ignoresCase: surroundings.ignoresCase,
    };
  }
  if (source.take("$")) return AT_LINE_END;
  if (source.take(".")) return { kind: "character", set: complement(LINE_FEED), ignoresCase: false };
  if (source.take("\\")) {
    if (source.take("z")) return AT_TEXT_END;
    const hasNoCase = /[sSdDhH]/.test(source.text[source.at] ?? "");
    return characterOf(parseEscape(source, false), surroundings.ignoresCase && !hasNoCase);
  }
  if (source.takeMatch(/[\^*+?{}\]]/y)) source.refuse("an atom expected");
  const codePoint = source.takeCodePoint();
  return characterOf(rangeOf(codePoint, codePoint), surroundings.ignoresCase);
}

function characterOf(set: CodePointSet, ignoresCase: boolean): PatternNode {
  return { kind: "character", set: ignoresCase ? ignoreCase(set) : set, ignoresCase };
}

function parseGroup(source: PatternSource, surroundings: Surroundings): PatternNode {
  const { depth } = surroundings;
  if (depth > DEEPEST) source.refuse("too many groups in groups");
  const look = source.takeMatch(/\?([=!])/y);
  if (look) {
    const node = lookOf(source, parseAlternatives(source, { ...surroundings, depth: depth + 1 }));
    source.expect(")");
    return look[1] === "=" ? node : { kind: "look", set: complement(node.set), atEnd: !node.atEnd };
  }
  let ignoresCase = surroundings.ignoresCase;
  if (source.take("?")) {
    const options = source.takeMatch(/(-?i)?:|<[A-Za-z_]\w*>/y) ?? source.refuse("a group of an unknown kind");
    if (options[1] !== undefined) ignoresCase = options[1] === "i";
  } else if (source.startsWith("*")) source.refuse("a callout");
  const node = parseAlternatives(source, { ignoresCase, depth: depth + 1 });
  source.expect(")");
  return node;
}

/** What a look ahead at one character, or at the end, asks for. */
function lookOf(source: PatternSource, node: PatternNode): LookNode {
  if (node.kind === "look") return node;
  if (node.kind === "character") return { kind: "look", set: node.set, atEnd: false };
  if (node.kind === "repeat" && node.least === 1 && node.item.kind === "character") return lookOf(source, node.item);
  if (node.kind !== "alternatives") source.refuse("a look ahead further than one character");
  const looks = node.items.map((item) => lookOf(source, item));
  return { kind: "look", set: unionOf(looks.map(({ set }) => set)), atEnd: looks.some((look) => look.atEnd) };
}

const LINE_FEED = rangeOf(10, 10);
const AT_LINE_END: PatternNode = { kind: "look", set: LINE_FEED, atEnd: true };
const AT_TEXT_END: PatternNode = { kind: "look", set: NO_CODE_POINT, atEnd: true };
