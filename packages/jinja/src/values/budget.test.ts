import { describe, expect, it } from "vitest";
import { LimitError } from "../errors.ts";
import { evaluate, renderState } from "./evaluate.fixture.ts";
import { Tuple } from "./list.ts";
import { hashOf, stringOf } from "./operations.ts";
import { Source } from "./source.ts";
import { Text } from "./text.ts";
import type { Value } from "./value.ts";

const million = "a".repeat(1_000_000);
const variables: ReadonlyMap<string, Value> = new Map<string, Value>([
  ["k", million],
  ["data", Text.from(million, new Source(null, "data"), 0)],
  ["tabs", "\t".repeat(1000)],
  ["seven", 7],
]);

describe("what grows with its input is refused before it is made", () => {
  it.each([
    "'a' * 10 ** 9",
    "[1] * 10 ** 9",
    "(1,) * 10 ** 9",
    "data[0] * 10000000",
    "k * 100",
    "k + k * 63 + k",
    "k.replace('', k)",
    "k.replace('a', k)",
    "data.replace('a', data)",
    "'%1000000000d' % 1",
    "'%.1000000000f' % 1.5",
    "'%-1000000000s' % 'a'",
    "'%*d' % (1000000000, 1)",
    "'{:1000000000}'.format(1)",
    "'{:.1000000000f}'.format(1.5)",
    "'{:>1000000000}'.format('a')",
    "'{:01000000000,}'.format(1)",
    "'a'.center(10 ** 9)",
    "'a'.ljust(10 ** 9)",
    "'a'.zfill(10 ** 9)",
    "tabs.expandtabs(10 ** 9)",
    "k.join(k)",
    "seven ** (10 ** 9)",
    "seven ** (10 ** 30)",
    "(-seven) ** (10 ** 9)",
    "(seven ** 300000) * (seven ** 300000)",
    "(k ~ k ~ k ~ k ~ k ~ k).split('a')",
    "(k * 6)[::-1]",
    "(k * 6)|list",
    "'abc'.translate({97: k * 40, 98: k * 40})",
    "'%s%s' % (k * 40, k * 40)",
    "'{}{}'.format(k * 40, k * 40)",
    "('a' * 30000000).encode()",
    "'a'.encode() * 10 ** 9",
  ])("%s", (expression) => {
    expect(() => evaluate(expression, variables)).toThrow(LimitError);
  });

  it("and so is what nests too deep, or is shared so often that walking it never ends", () => {
    const state = renderState();
    expect(() => hashOf(deepTuple(), state)).toThrow(LimitError);
    expect(() => hashOf(sharedTuple(), state)).toThrow(LimitError);
    for (const make of [deepTuple, sharedTuple]) {
      expect(() => stringOf(make(), renderState({ steps: 1_000_000 }))).toThrow(LimitError);
      const names = new Map<string, Value>([
        ["a", make()],
        ["b", make()],
      ]);
      expect(() => evaluate("a == b", names, renderState({ steps: 1_000_000 }))).toThrow(LimitError);
      expect(() => evaluate("a < b", names, renderState({ steps: 1_000_000 }))).toThrow(LimitError);
    }
  });

  it("and a text doubled in a loop, however short it began, has no more pieces than a list items", () => {
    const names = new Map<string, Value>([["a", Text.from("a", new Source(null, "a"), 0)]]);
    const double = (): void => {
      for (let round = 0; round < 40; round++) names.set("a", evaluate("a ~ a", names));
    };
    expect(double).toThrow(LimitError);
  });
});

function deepTuple(): Tuple {
  let tuple = new Tuple([]);
  for (let depth = 0; depth < 100_000; depth++) tuple = new Tuple([tuple]);
  return tuple;
}

function sharedTuple(): Tuple {
  let tuple = new Tuple([]);
  for (let depth = 0; depth < 150; depth++) tuple = new Tuple([tuple, tuple]);
  return tuple;
}

describe("texts are searched in linear time", () => {
  it.each([
    "('a' * 2000000).find('a' * 1000000 + 'b')",
    "('a' * 2000000).rfind('b' + 'a' * 1000000)",
    "('a' * 2000000).count('a' * 1000000 + 'b')",
    "('a' * 2000000).replace('a' * 1000000 + 'b', 'x')|length",
    "('a' * 2000000).rsplit('b' + 'a' * 1000000)|length",
    "('b' + 'a' * 1000000) in 'a' * 2000000",
    "('a' * 1000000 + 'b' + 'a' * 1000000).find('a' * 999999 + 'b')",
    "(' ' * 2000000 + 'x' + ' ' * 2000000).strip()",
    "(' ' * 2000000).split()|length",
    "'%.1000000g|' % 0.5",
  ])("%s", { timeout: 5000 }, (expression) => {
    expect(() => evaluate(expression, variables)).not.toThrow();
  });
});
