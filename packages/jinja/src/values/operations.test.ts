import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { JinjaError, TemplateRuntimeError } from "../errors.ts";
import { evaluate, renderState } from "./evaluate.fixture.ts";
import { List } from "./list.ts";
import { Float } from "./numbers.ts";
import { dictOf, stringOf } from "./operations.ts";
import { plain } from "./text.ts";
import type { Value } from "./value.ts";

type Case =
  | readonly [expression: string, text: string]
  | readonly [expression: string, text: null, error: string, message: string];

interface Oracle {
  readonly jinja2: string;
  readonly python: string;
  readonly areas: Readonly<Record<string, readonly Case[]>>;
  readonly assigned: string;
  readonly characters: Readonly<Record<string, string>>;
  readonly titles: Readonly<Record<string, string>>;
  readonly folded: Readonly<Record<string, string>>;
}

const oracle = JSON.parse(readFileSync(new URL("operations.oracle.json", import.meta.url), "utf8")) as Oracle;

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

describe(`expressions as Jinja2 ${oracle.jinja2} prints them`, () => {
  it.each(Object.keys(oracle.areas))("%s", (area) => {
    const wrong: string[] = [];
    for (const [expression, text, error, message] of oracle.areas[area] ?? []) {
      const expected = text === null ? `${error}: ${message}` : withoutAddresses(text);
      const given = answer(expression);
      if (given !== expected) wrong.push(`${expression}\n   expected ${expected}\n   given    ${given}`);
    }
    expect(wrong.join("\n")).toBe("");
  });
});
