import { and, not, or, type MaskInput, type TokenSelector } from "@turnwise/core";
import { expect } from "vitest";
import { registerChecks, type Check } from "../check.ts";
import { sampleRows } from "../fixtures/sample-row.ts";
import { hideUndeclared } from "./hide-undeclared.ts";

/**
 * The contract of a token selector.
 *
 * @example
 * import { role } from "@turnwise/core";
 * import { testTokenSelector } from "@turnwise/testkit";
 *
 * testTokenSelector("role(tool)", role("tool"));
 */
export function testTokenSelector(name: string, selector: TokenSelector): void {
  registerChecks(`token selector ${name}`, tokenSelectorChecks(selector));
}

/** The checks that `testTokenSelector` registers. */
export function tokenSelectorChecks(selector: TokenSelector): readonly Check[] {
  const forAll = (name: string, examine: (row: MaskInput, chosen: readonly number[]) => void): Check => ({
    name,
    run() {
      for (const { row } of sampleRows()) examine(row, select(selector, row));
    },
  });
  return [
    forAll("writes 0 or 1", (_row, chosen) => {
      expect(chosen.filter((value) => value !== 0 && value !== 1)).toEqual([]);
    }),
    forAll("the same row always gets the same selection", (row, chosen) => {
      expect(select(selector, row)).toEqual(chosen);
    }),
    forAll("reads only what it declares as needs", (row, chosen) => {
      expect(select(selector, hideUndeclared(row, selector.needs ?? []))).toEqual(chosen);
    }),
    forAll("obeys Boolean algebra", (row, chosen) => {
      const none = chosen.map(() => 0);
      expect(select(not(not(selector)), row)).toEqual(chosen);
      expect(select(and(selector, selector), row)).toEqual(chosen);
      expect(select(or(selector, selector), row)).toEqual(chosen);
      expect(select(and(selector, not(selector)), row)).toEqual(none);
      expect(select(or(selector, not(selector)), row)).toEqual(none.map(() => 1));
    }),
  ];
}

function select(selector: TokenSelector, row: MaskInput): readonly number[] {
  const out = new Uint8Array(row.tokens.ids.length);
  selector.select(row, out);
  return [...out];
}
