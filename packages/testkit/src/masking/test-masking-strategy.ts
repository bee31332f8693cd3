import { RowError, type MaskingStrategy, type MaskInput } from "@turnwise/core";
import { expect } from "vitest";
import { registerChecks, type Check } from "../check.ts";
import { sampleRows } from "../fixtures/sample-row.ts";
import { hideUndeclared } from "./hide-undeclared.ts";

export interface MaskingStrategyOptions {
  /** Further rows; make them with `rowOf`. */
  readonly rows?: readonly { readonly name: string; readonly row: MaskInput }[];
}

/**
 * The contract of a masking strategy.
 *
 * @example
 * import { roles } from "@turnwise/core";
 * import { testMaskingStrategy } from "@turnwise/testkit";
 *
 * testMaskingStrategy("roles(tool)", roles("tool"));
 */
export function testMaskingStrategy(name: string, strategy: MaskingStrategy, options?: MaskingStrategyOptions): void {
  registerChecks(`masking strategy ${name}`, maskingStrategyChecks(strategy, options));
}

/** The checks that `testMaskingStrategy` registers. */
export function maskingStrategyChecks(
  strategy: MaskingStrategy,
  { rows = [] }: MaskingStrategyOptions = {},
): readonly Check[] {
  /** Made anew for each check, so that a strategy that writes into rows cannot hide it. */
  const all = () => [...sampleRows(), ...rows];
  const forAll = (name: string, examine: (row: MaskInput, weights: readonly number[]) => void): Check => ({
    name,
    run() {
      for (const { row } of all()) {
        const weights = weigh(strategy, row);
        if (weights !== null) examine(row, weights);
      }
    },
  });
  return [
    forAll("weights are finite and 0 or more", (_row, weights) => {
      expect(weights.filter((weight) => !(Number.isFinite(weight) && weight >= 0))).toEqual([]);
    }),
    forAll(`weights are what "${strategy.weights}" allows`, (_row, weights) => {
      if (strategy.weights === "binary") expect(weights.filter((weight) => weight !== 0 && weight !== 1)).toEqual([]);
    }),
    forAll(`"${strategy.trains}": answers are bodies and ends of turns`, (row, weights) => {
      if (strategy.trains === "answers") expect(trainedOutside(row, weights)).toEqual([]);
    }),
    forAll("the same row always gets the same weights", (row, weights) => {
      expect(weigh(strategy, row)).toEqual(weights);
    }),
    forAll("reads only what it declares as needs", (row, weights) => {
      expect(weigh(strategy, hideUndeclared(row, strategy.needs ?? []))).toEqual(weights);
    }),
    {
      name: "changes neither the row nor its tokens",
      run() {
        for (const { row } of all()) {
          const before = JSON.stringify([row.conversation, [...row.tokens.ids], [...row.tokens.firstToken]]);
          weigh(strategy, row);
          expect(JSON.stringify([row.conversation, [...row.tokens.ids], [...row.tokens.firstToken]])).toBe(before);
        }
      },
    },
  ];
}

/** Null where the strategy refuses the row, which it may. */
function weigh(strategy: MaskingStrategy, row: MaskInput): readonly number[] | null {
  const out = new Float32Array(row.tokens.ids.length);
  try {
    strategy.weigh(row, out);
  } catch (error) {
    if (error instanceof RowError) return null;
    throw error;
  }
  return [...out];
}

function trainedOutside(row: MaskInput, weights: readonly number[]): readonly string[] {
  const outside = new Set(weights.flatMap((weight, token) => (weight > 0 ? [token] : [])));
  for (let index = 0; index < row.rendering.segmentCount; index++) {
    const { part } = row.rendering.segment(index);
    const [from, to] = row.tokensOf(index);
    if (part === "body" || part === "end") for (let token = from; token < to; token++) outside.delete(token);
  }
  return [...outside].map((token) => `token ${token}`);
}
