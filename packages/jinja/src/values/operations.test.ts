import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { JinjaError, TemplateRuntimeError } from "../errors.ts";
import { NO_ARGUMENTS } from "./arguments.ts";
import { evaluate, renderState } from "./evaluate.fixture.ts";
import { List } from "./list.ts";
import { Float } from "./numbers.ts";
import { call, dictOf, getAttribute, stringOf } from "./operations.ts";
import { plain } from "./text.ts";
import type { Value } from "./value.ts";

type Case = readonly [expression: string, textOrNumberOfError: string | number];

interface Oracle {
  readonly jinja2: string;
  readonly python: string;
  readonly unicode: string;
  readonly errors: readonly string[];
  readonly areas: Readonly<Record<string, readonly Case[]>>;
  readonly assigned: string;
  readonly characters: Readonly<Record<string, string>>;
  readonly titles: Readonly<Record<string, string>>;
  readonly folded: Readonly<Record<string, string>>;
}

const oracle = JSON.parse(readFileSync(new URL("operations.oracle.json", import.meta.url), "utf8")) as Oracle;

/** CONTEXT of the script. */
const variables: ReadonlyMap<string, Value> = new Map<string, Value>([
  ["s", "héllo wörld"],
  [
    "m",
    dictOf([
      ["role", "user"],
      ["content", " Hi\n"],
      ["items", new List([1, 2])],
      ["n", new Float(1.5)],
      ["_x", 3],
      ["1", "one"],
      ["tool", null],
    ]),
  ],
  ["l", new List([3, "a", null, new Float(2), new List([1, dictOf([["k", "v"]])])])],
  ["big", 12345678901234567890123n],
  ["f", new Float(2.5)],
  ["t", true],
  ["e", ""],
  ["ten", 10],
  ["inf", new Float(Infinity)],
  ["nan", new Float(NaN)],
]);

/** Addresses of objects are not the same twice. */
function withoutAddresses(text: string): string {
  return text.replaceAll(/0x[0-9a-f]{6,}/g, "0x");
}

function answer(expression: string): string {
  const state = renderState();
  try {
    return withoutAddresses(plain(stringOf(evaluate(expression, variables, state), state)));
  } catch (error) {
    if (error instanceof TemplateRuntimeError) return `${error.kind}: ${error.reason}`;
    if (error instanceof JinjaError) return `${error.name}: ${error.reason}`;
    throw error;
  }
}

/** Where the exception is the same and its words differ: Markup's own methods, codecs, C's types. */
const OTHER_WORDS = /^\('<b>&amp;'\|safe\)\.(replace|lower|join)\(|decode\(\)$|^'%\.\*f' % big$/;

describe(`expressions as Jinja2 ${oracle.jinja2} prints them`, () => {
  it.each(Object.keys(oracle.areas))("%s", (area) => {
    const wrong: string[] = [];
    const cases = oracle.areas[area] ?? [];
    for (const [expression, text] of cases) {
      const expected = typeof text === "number" ? (oracle.errors[text] ?? "") : withoutAddresses(text);
      const [kind = ""] = expected.split(": ");
      const given = answer(expression);
      const isSame =
        typeof text === "number" && OTHER_WORDS.test(expression) ? given.startsWith(`${kind}: `) : given === expected;
      if (!isSame) wrong.push(`${expression}\n   expected ${expected}\n   given    ${given}`);
    }
    expect(wrong.join("\n")).toBe("");
    expect(cases.length).toBeGreaterThan(400);
  });
});

/** The code points of `61-7a aa`. */
function* pointsOf(ranges: string): Generator<number, void> {
  for (const range of ranges.split(" ")) {
    const [first = 0, last = first] = range.split("-").map((point) => Number.parseInt(point, 16));
    for (let point = first; point <= last; point++) yield point;
  }
}

describe(`characters as Unicode ${oracle.unicode} has them, which JavaScript's own version may have added to`, () => {
  const assigned = Array.from(pointsOf(oracle.assigned)).filter((point) => point > 0);
  const state = renderState({ steps: Infinity });
  const called = (text: string, method: string): Value => call(getAttribute(text, method, state), NO_ARGUMENTS, state);
  const mapped = (method: string): ReadonlyMap<number, string> => {
    const text = assigned.map((point) => String.fromCodePoint(point)).join("\0");
    const whole = called(text, method);
    const parts = typeof whole === "string" ? whole.split("\0") : [];
    expect(parts.length).toBe(assigned.length);
    return new Map(assigned.map((point, index) => [point, parts[index] ?? ""]));
  };

  it("in title case", () => {
    const upper = mapped("upper");
    const wrong = Array.from(mapped("title")).filter(
      ([point, title]) => title !== (oracle.titles[point.toString(16)] ?? upper.get(point)),
    );
    expect(wrong).toEqual([]);
  });

  it("with their case folded", () => {
    const folded = mapped("casefold");
    const wrong = assigned.filter((point) => {
      const expected = oracle.folded[point.toString(16)] ?? String.fromCodePoint(point).toLowerCase();
      return folded.get(point) !== expected;
    });
    expect(wrong).toEqual([]);
  });

  it.each(Object.keys(oracle.characters))("%s", (method) => {
    const those = new Set(pointsOf(oracle.characters[method] ?? ""));
    const wrong = assigned.filter((point) => called(String.fromCodePoint(point), method) !== those.has(point));
    const changed = CHANGED.get(method) ?? [];
    expect(wrong.filter((point) => !changed.includes(point))).toEqual([]);
  });
});

/** What Unicode said otherwise later. */
const CHANGED: ReadonlyMap<string, readonly number[]> = new Map([
  ["islower", [0x295, 0x10fc, 0xa7f2, 0xa7f3, 0xa7f4, 0xab69]],
]);
