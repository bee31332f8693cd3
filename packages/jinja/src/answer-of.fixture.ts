import { readFileSync } from "node:fs";
import { compileTemplate } from "./compile/compile-template.ts";
import { RaisedError, TemplateRuntimeError } from "./errors.ts";
import type { RenderOptions } from "./template.ts";

/** What a template prints, or, behind `!`, the name of Python's exception: as the oracles in this folder write it. */
export function answerOf(
  template: string,
  context: Readonly<Record<string, unknown>>,
  options: RenderOptions = {},
): string {
  try {
    return compileTemplate(template).render(context, options).text;
  } catch (error) {
    if (error instanceof RaisedError) return `!TemplateError: ${error.reason}`;
    if (error instanceof TemplateRuntimeError) return `!${error.kind}`;
    throw error;
  }
}

/** What was asked of a filter or test for each of some values, and of whole templates. */
export interface CallsOracle {
  readonly jinja2: string;
  readonly transformers: string;
  readonly context: Readonly<Record<string, unknown>>;
  readonly values: readonly string[];
  /** For each call an answer for each of the values; null where it was not asked. */
  readonly calls: Readonly<Record<string, readonly (string | null)[]>>;
  readonly templates: readonly { readonly template: string; readonly expected: string }[];
}

/** Reads a file of answers. Not an import: Vite's JSON holds no lone surrogates. */
export function readOracle(url: URL): CallsOracle {
  return JSON.parse(readFileSync(url, "utf8")) as CallsOracle;
}

/** Each template that asks a call of a value, with the answer that is expected. */
export function askedOf(
  { values, calls }: CallsOracle,
  call: string,
  write: (value: string) => string,
): readonly (readonly [template: string, expected: string])[] {
  return values.flatMap((value, index) => {
    const expected = calls[call]?.[index];
    return typeof expected === "string" ? [[write(value), expected] as const] : [];
  });
}
