import { describe, expect, it } from "vitest";
import { answerOf, askedOf, readOracle } from "../answer-of.fixture.ts";

const oracle = readOracle(new URL("filters.oracle.json", import.meta.url));

/** Expected values: transformers, asked by filters.oracle.py. */
describe(`filters as transformers ${oracle.transformers} with Jinja2 ${oracle.jinja2} has them`, () => {
  it.each(Object.keys(oracle.calls))("|%s", (call) => {
    const asked = askedOf(oracle, call, (value) => `{{ [(${value})|${call}] }}`);
    expect(asked.length).toBeGreaterThan(20);
    expect(asked.map(([template]) => [template, answerOf(template, oracle.context)])).toEqual(asked);
  });

  it.each(oracle.templates)("$template", ({ template, expected }) => {
    expect(answerOf(template, oracle.context)).toBe(expected);
  });
});
