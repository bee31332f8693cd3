import { readFileSync } from "node:fs";
import { parseJson } from "@turnwise/core";
import * as jinja from "@turnwise/jinja";
import { describe, expect, it } from "vitest";
import { differences, type Answer } from "./differences.mjs";

interface Goldens {
  readonly jinja2: string;
  readonly clock: string;
  readonly cases: readonly {
    readonly seed: number;
    readonly template: string;
    readonly context: string;
    readonly answer: Answer;
  }[];
}

// Not an import: Vite's JSON holds no lone surrogates. Written by fuzz/fuzz.mjs --goldens.
const goldens = JSON.parse(readFileSync(new URL("fuzz/goldens.json", import.meta.url), "utf8")) as Goldens;
const now = new Date(goldens.clock);

describe(`random templates as Jinja2 ${goldens.jinja2} renders them`, () => {
  it.each(goldens.cases)("seed $seed: $template", ({ template, context, answer }) => {
    const given = parseJson(context) as Readonly<Record<string, unknown>>;
    expect(differences(jinja, { template, context: given, answer, now })).toEqual([]);
  });

  it("are mostly such that render", () => {
    expect(goldens.cases.filter(({ answer }) => answer.text !== undefined).length).toBeGreaterThan(240);
    expect(goldens.cases.length).toBe(400);
  });
});
