import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { JinjaError, RaisedError, TemplateRuntimeError } from "../errors.ts";
import { compileTemplate } from "./compile-template.ts";

interface Case {
  readonly about: string;
  readonly template: string;
  readonly text?: string;
  readonly error?: string;
  readonly message?: string;
}

/** What transformers and Jinja2 make of them: statements.oracle.py. */
const ORACLE: { readonly context: Readonly<Record<string, unknown>>; readonly cases: readonly Case[] } = JSON.parse(
  readFileSync(new URL("statements.oracle.json", import.meta.url), "utf8"),
);

/** Classes of Python that are one here: what is wrong before anything is rendered. */
const AT_COMPILATION = new Set(["SyntaxError", "TemplateSyntaxError", "TemplateAssertionError"]);
/** Whose messages are Jinja's own. */
const SAME_WORDS = new Set(["UndefinedError", "SecurityError", "ValueError", "TemplateRuntimeError", "TemplateError"]);

function render(template: string): Omit<Case, "about" | "template"> {
  try {
    return { text: compileTemplate(template).render(ORACLE.context).text };
  } catch (error) {
    if (!(error instanceof JinjaError)) throw error;
    const kind =
      error instanceof RaisedError ? "TemplateError" : error instanceof TemplateRuntimeError ? error.kind : error.name;
    return failure(kind, error.reason);
  }
}

function failure(error: string, message: string): Omit<Case, "about" | "template"> {
  if (AT_COMPILATION.has(error)) return { error: "at compilation" };
  return SAME_WORDS.has(error) ? { error, message } : { error };
}

/** Addresses in memory. */
function withoutAddresses(text: string): string {
  return text.replaceAll(/0x[0-9a-f]{12}/g, "0x…");
}

describe("statements, as Jinja2 renders them", () => {
  it.each(ORACLE.cases)("$about: $template", ({ template, text, error = "", message = "" }) => {
    const { text: rendered, ...rest } = render(template);
    const found = rendered === undefined ? rest : { text: withoutAddresses(rendered) };
    expect(found).toEqual(text === undefined ? failure(error, message) : { text: withoutAddresses(text) });
  });
});
