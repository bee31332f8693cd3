import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { answerOf } from "../answer-of.fixture.ts";
import { strftime } from "./strftime.ts";

interface Oracle {
  readonly jinja2: string;
  readonly transformers: string;
  readonly libc: string;
  readonly formats: readonly string[];
  readonly directives: readonly string[];
  readonly letters: string;
  readonly now: string;
  readonly dates: Readonly<Record<string, readonly string[]>>;
  readonly plain: Readonly<Record<string, readonly string[]>>;
  readonly long: Readonly<Record<string, string>>;
  readonly flags: readonly string[];
  readonly templates: readonly { readonly template: string; readonly expected: string }[];
}

const oracle = JSON.parse(readFileSync(new URL("globals.oracle.json", import.meta.url), "utf8")) as Oracle;
const zone = process.env["TZ"];

beforeAll(() => {
  process.env["TZ"] = "UTC";
});

afterAll(() => {
  if (zone === undefined) delete process.env["TZ"];
  else process.env["TZ"] = zone;
});

/** Expected values: transformers, asked by globals.oracle.py. */
describe(`globals as transformers ${oracle.transformers} with Jinja2 ${oracle.jinja2} has them`, () => {
  it.each(oracle.templates)("$template", ({ template, expected }) => {
    expect(answerOf(template, { n: 3 }, { now: new Date(oracle.now) })).toBe(expected);
  });
});

/** Expected values: CPython, asked by globals.oracle.py. */
describe(`strftime as CPython with ${oracle.libc} has it`, () => {
  it("knows each directive with each flag, width and modifier", () => {
    const date = new Date(oracle.now);
    const found = oracle.directives.map((format) => [format, strftime(format, date)]);
    expect(found).toEqual(oracle.directives.map((format, index) => [format, oracle.flags[index]]));
  });

  it.each(Object.entries(oracle.long))("prints the many columns of %s, or gives up", (format, expected) => {
    expect(strftime(format, new Date(oracle.now))).toBe(expected);
  });

  it.each(Object.entries(oracle.plain))("knows each directive at %s", (moment, expected) => {
    const found = [...oracle.letters].map((letter) => strftime(`%${letter}`, new Date(moment)));
    expect(found).toEqual(expected);
  });

  it.each(Object.entries(oracle.dates))("prints formats at %s", (moment, expected) => {
    const found = oracle.formats.map((format) => [format, strftime(format, new Date(moment))]);
    expect(found).toEqual(oracle.formats.map((format, index) => [format, expected[index]]));
  });
});
