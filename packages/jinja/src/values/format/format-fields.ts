import { fail } from "../python-error.ts";

/** Text between fields: `[start, end)` of the format. */
export interface Literal {
  readonly kind: "literal";
  readonly start: number;
  readonly end: number;
}

/** `{name!conversion:spec}` */
export interface Field {
  readonly kind: "field";
  readonly name: string;
  readonly conversion: string | null;
  readonly spec: string;
}

/** The parts of what `str.format` takes. @throws {TemplateRuntimeError} ValueError: braces that do not match */
export function* parseFields(text: string): Generator<Literal | Field, void> {
  let start = 0;
  for (let at = nextBrace(text, 0); at >= 0; at = nextBrace(text, start)) {
    const brace = text.charAt(at);
    if (text.charAt(at + 1) === brace) {
      yield { kind: "literal", start, end: at + 1 };
      start = at + 2;
      continue;
    }
    if (brace === "}") fail("ValueError", "Single '}' encountered in format string");
    if (at + 1 === text.length) fail("ValueError", "Single '{' encountered in format string");
    yield { kind: "literal", start, end: at };
    const end = closing(text, at);
    yield parseField(text.slice(at + 1, end));
    start = end + 1;
  }
  yield { kind: "literal", start, end: text.length };
}

function nextBrace(text: string, from: number): number {
  for (let at = from; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit === 0x7b || unit === 0x7d) return at;
  }
  return -1;
}

/** Within brackets, braces do not count. */
function closing(text: string, open: number): number {
  let depth = 0;
  let isBracket = false;
  let isName = true;
  for (let at = open; at < text.length; at++) {
    const character = text.charAt(at);
    if (isBracket) isBracket = character !== "]";
    else if (character === "[" && isName) isBracket = true;
    else if (character === "{") depth++;
    else if (character === "}" && --depth === 0) return at;
    else if (character === ":" || character === "!") isName = false;
  }
  return fail("ValueError", "expected '}' before end of string");
}

function parseField(text: string): Field {
  let at = 0;
  let isBracket = false;
  for (; at < text.length; at++) {
    const character = text.charAt(at);
    if (character === "{") fail("ValueError", "unexpected '{' in field name");
    if (isBracket) isBracket = character !== "]";
    else if (character === "[") isBracket = true;
    else if (character === ":" || character === "!") break;
  }
  const name = text.slice(0, at);
  if (text.charAt(at) !== "!") return { kind: "field", name, conversion: null, spec: text.slice(at + 1) };
  const [conversion] = text.slice(at + 1);
  if (conversion === undefined) fail("ValueError", "unmatched '{' in format spec");
  const end = at + 1 + conversion.length;
  if (end < text.length && text.charAt(end) !== ":") fail("ValueError", "expected ':' after conversion specifier");
  return { kind: "field", name, conversion, spec: text.slice(end + 1) };
}

type Step = readonly [isAttribute: boolean, key: string | number];

/** `0.name[key]` @throws {TemplateRuntimeError} ValueError */
export function splitFieldName(name: string): { readonly first: string | number; readonly rest: readonly Step[] } {
  let at = 0;
  while (at < name.length && name.charAt(at) !== "." && name.charAt(at) !== "[") at++;
  const first = keyOf(name.slice(0, at));
  const rest: Step[] = [];
  while (at < name.length) {
    const isAttribute = name.charAt(at) === ".";
    if (!isAttribute && name.charAt(at) !== "[")
      fail("ValueError", "Only '.' or '[' may follow ']' in format field specifier");
    const start = ++at;
    while (at < name.length && (isAttribute ? !".[".includes(name.charAt(at)) : name.charAt(at) !== "]")) at++;
    if (!isAttribute && at === name.length) fail("ValueError", "Missing ']' in format string");
    const key = name.slice(start, at);
    if (key === "") fail("ValueError", "Empty attribute in format string");
    rest.push([isAttribute, isAttribute ? key : keyOf(key)]);
    if (!isAttribute) at++;
  }
  return { first, rest };
}

function keyOf(text: string): string | number {
  if (!/^[0-9]+$/.test(text)) return text;
  const number = Number(text);
  return Number.isSafeInteger(number) ? number : fail("ValueError", "Too many decimal digits in format string");
}
