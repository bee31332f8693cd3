import { role, roles, type MaskingStrategy, type TokenSelector } from "@turnwise/core";
import { describe, expect, test } from "vitest";
import { failuresOf } from "../check.ts";
import { maskingStrategyChecks } from "./test-masking-strategy.ts";
import { tokenSelectorChecks } from "./test-token-selector.ts";

const sound = roles("assistant");
let calls = 0;

function weighing(weigh: MaskingStrategy["weigh"]): MaskingStrategy {
  return { ...sound, weigh };
}

const MASKS: readonly (readonly [name: string, strategy: MaskingStrategy, found: string])[] = [
  ["writes NaN", weighing((_row, out) => void out.fill(NaN)), "weights are finite and 0 or more"],
  ["writes negative weights", weighing((_row, out) => void out.fill(-1)), "weights are finite and 0 or more"],
  ["writes fractions as binary", weighing((_row, out) => void out.fill(0.5)), 'weights are what "binary" allows'],
  [
    "trains headers as answers",
    weighing((_row, out) => void out.fill(1)),
    '"answers": answers are bodies and ends of turns',
  ],
  [
    "counts its calls",
    weighing((_row, out) => void out.fill(calls++ % 2)),
    "the same row always gets the same weights",
  ],
  [
    "reads starts that it did not ask for",
    weighing((row, out) => void out.fill(row.starts === null ? 0 : 1)),
    "reads only what it declares as needs",
  ],
  [
    "reads the prompt's length that it did not ask for",
    weighing((row, out) => void out.fill(1, row.promptLength ?? out.length)),
    "reads only what it declares as needs",
  ],
  ["writes into the row", weighing((row) => void row.tokens.ids.fill(0)), "changes neither the row nor its tokens"],
];

const chosen = role("assistant");
const SELECTORS: readonly (readonly [name: string, selector: TokenSelector, found: string])[] = [
  ["writes 2", { select: (_row, out) => void out.fill(2) }, "writes 0 or 1"],
  [
    "counts its calls",
    { select: (_row, out) => void out.fill(calls++ % 2) },
    "the same row always gets the same selection",
  ],
  [
    "reads starts that it did not ask for",
    { select: (row, out) => void out.fill(row.starts === null ? 0 : 1) },
    "reads only what it declares as needs",
  ],
  [
    "turns over what it finds",
    { select: (row, out) => out.forEach((value, at) => void (out[at] = at % 3 === 0 ? 3 : value)) },
    "obeys Boolean algebra",
  ],
];

describe("the suites of masking strategies and token selectors", () => {
  test("find nothing in sound ones", async () => {
    expect(await failuresOf(maskingStrategyChecks(sound))).toEqual([]);
    expect(await failuresOf(tokenSelectorChecks(chosen))).toEqual([]);
  });
  test.each(MASKS)("find a strategy that %s", async (_name, strategy, found) => {
    calls = 0;
    expect(await failuresOf(maskingStrategyChecks(strategy))).toContain(found);
  });
  test.each(SELECTORS)("find a selector that %s", async (_name, selector, found) => {
    calls = 0;
    expect(await failuresOf(tokenSelectorChecks(selector))).toContain(found);
  });
});
