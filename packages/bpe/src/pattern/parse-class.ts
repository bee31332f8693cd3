import {
  type CodePointSet,
  complement,
  intersection,
  NO_CODE_POINT,
  rangeOf,
  union,
  unionOf,
} from "../unicode/code-point-set.ts";
import { digitSet, propertySet, spaceSet, wordSetInClass } from "../unicode/properties.ts";
import { ignoreCase } from "./ignore-case.ts";
import { parseEscape } from "./parse-escape.ts";
import type { PatternSource } from "./pattern-source.ts";

/**
 * Reads a bracket expression behind its `[`: `a-z\s]`, `^\r\n\p{L}]`, `\p{L}&&[^\p{Han}]]`. The parts of an intersection are unions; a `^`
 * turns around all of it.
 */
export function parseClass(source: PatternSource, ignoresCase: boolean, depth = 0): CodePointSet {
  if (depth > DEEPEST) source.refuse("too many classes in classes");
  const isNegated = source.take("^");
  if (source.startsWith("]")) source.refuse("empty class");
  let all: CodePointSet | null = null;
  let part: CodePointSet[] = [];
  for (let isFirst = true; ; isFirst = false) {
    if (!source.startsWith("&&") && !source.startsWith("]")) {
      part.push(parseItem(source, ignoresCase, depth, isFirst));
      continue;
    }
    if (part.length === 0) source.refuse("empty part of an intersection");
    const set = ignoresCase ? ignoreCase(unionOf(part)) : unionOf(part);
    all = all ? intersection(all, set) : set;
    part = [];
    if (source.take("]")) return isNegated ? complement(all) : all;
    source.expect("&&");
  }
}

const DEEPEST = 20;

function parseItem(source: PatternSource, ignoresCase: boolean, depth: number, isFirst: boolean): CodePointSet {
  if (source.startsWith("[:")) return parseNamedClass(source);
  if (source.take("[")) {
    if (ignoresCase) source.refuse("a class in a class, in (?i:…)");
    return parseClass(source, false, depth + 1);
  }
  const first = parseMember(source, isFirst);
  if (!source.startsWith("-") || source.text[source.at + 1] === "]") return first;
  if (source.text.startsWith("&&", source.at + 1)) source.refuse("- before &&");
  source.expect("-");
  if (source.startsWith("[")) source.refuse("- before a class");
  const last = parseMember(source, true);
  const [start, end] = [singleOf(first), singleOf(last)];
  if (start === null || end === null || start > end) source.refuse("no range");
  return rangeOf(start, end);
}

/** A hyphen may stand for itself where a class, or a range's end, begins, and at a class's end. */
function parseMember(source: PatternSource, mayBeHyphen: boolean): CodePointSet {
  if (source.take("\\")) return parseEscape(source, true);
  if (source.startsWith("-") && !mayBeHyphen && source.text[source.at + 1] !== "]") source.refuse("- between members");
  const codePoint = source.takeCodePoint();
  return rangeOf(codePoint, codePoint);
}

function parseNamedClass(source: PatternSource): CodePointSet {
  const match = source.takeMatch(/\[:(\^?)([a-z]+):\]/y) ?? source.refuse("[:");
  const set = namedClass(match[2] ?? "") ?? source.refuse(`unknown class ${match[0]}`);
  return match[1] === "^" ? complement(set) : set;
}

function namedClass(name: string): CodePointSet | null {
  switch (name) {
    case "punct":
      return union(propertySet("P") ?? NO_CODE_POINT, propertySet("S") ?? NO_CODE_POINT);
    case "digit":
      return digitSet();
    case "space":
      return spaceSet();
    case "word":
      return wordSetInClass();
    case "alpha":
    case "alnum":
      return propertySet(name);
    default:
      return null;
  }
}

/** The code point of a set that holds one. */
function singleOf(set: CodePointSet): number | null {
  const [start, end] = set;
  return set.length === 2 && start !== undefined && end === start + 1 ? start : null;
}
