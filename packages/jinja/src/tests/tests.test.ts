import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { compileTemplate } from "../compile/index.ts";
import { TemplateRuntimeError } from "../errors.ts";

type Expected = string | { readonly error: string };

interface Oracle {
  readonly jinja2: string;
  readonly transformers: string;
  readonly context: Readonly<Record<string, unknown>>;
  readonly values: readonly string[];
  readonly calls: Readonly<Record<string, readonly Expected[]>>;
  readonly templates: readonly { readonly template: string; readonly expected: Expected }[];
}

const oracle = JSON.parse(readFileSync(new URL("tests.oracle.json", import.meta.url), "utf8")) as Oracle;

function given(template: string): Expected {
  try {
    return compileTemplate(template).render(oracle.context).text;
  } catch (error) {
    if (error instanceof TemplateRuntimeError) return { error: error.kind };
    throw error;
  }
}

/** Expected values: transformers, asked by tests.oracle.py. */
describe(`tests as transformers ${oracle.transformers} with Jinja2 ${oracle.jinja2} has them`, () => {
  it.each(Object.entries(oracle.calls))("is %s", (call, expected) => {
    const templates = oracle.values.map((value) => `{{ (${value}) is ${call} }}`);
    expect(templates.map((template) => [template, given(template)])).toEqual(
      templates.map((template, index) => [template, expected[index]]),
    );
  });

  it.each(oracle.templates)("$template", ({ template, expected }) => {
    expect(given(template)).toEqual(expected);
  });
});
