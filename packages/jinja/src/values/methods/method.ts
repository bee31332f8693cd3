import type { Arguments } from "../arguments.ts";
import { fail } from "../python-error.ts";
import type { RenderState } from "../render-state.ts";
import { type Str, plain, isText } from "../text.ts";
import { typeName } from "../type-name.ts";
import type { Value } from "../value.ts";

/** A method of one type, called on a value of it. */
export type Method<Self extends Value> = (self: Self, given: Arguments, state: RenderState) => Value;

/** A text that a method needs; `what` is how Python's message begins, as `replace() argument 1`. @throws {TemplateRuntimeError} TypeError */
export function textArgument(what: string, value: Value | undefined): Str {
  if (isText(value)) return value;
  return fail("TypeError", `${what}${what === "" ? "" : " "}must be str, not ${typeName(value ?? null)}`);
}

/** The same, without its origin. @throws {TemplateRuntimeError} TypeError */
export function plainArgument(what: string, value: Value | undefined): string {
  return plain(textArgument(what, value));
}

/** A text or nothing: None counts as not given. @throws {TemplateRuntimeError} TypeError */
export function optionalText(name: string, value: Value | undefined): string | null {
  if (value === undefined || value === null) return null;
  if (!isText(value)) fail("TypeError", `${name} arg must be None or str`);
  return plain(value);
}
