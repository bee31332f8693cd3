import { TemplateSyntaxError } from "../errors.ts";
import { escapedPoint } from "../strings/escaped-point.ts";

const SINGLE: ReadonlyMap<string, string> = new Map([
  ["\n", ""],
  ["\\", "\\"],
  ["'", "'"],
  ['"', '"'],
  ["a", "\x07"],
  ["b", "\b"],
  ["f", "\f"],
  ["n", "\n"],
  ["r", "\r"],
  ["t", "\t"],
  ["v", "\v"],
]);
const ESCAPE = /\\(?:x([\da-fA-F]{0,2})|u([\da-fA-F]{0,4})|U([\da-fA-F]{0,8})|N((?:\{[^}]+\})?)|([0-7]{1,3})|(.))/gsu;

/**
 * The value of a string literal, given what stands between its quotes: Python's `unicode-escape`, which leaves unknown escapes as they are.
 *
 * Jinja first writes every character beyond ASCII as an escape, so that a backslash before such a character escapes that escape's
 * own backslash: `"\é"` is the four characters `\xe9`, and `"\x4é"` is an error.
 *
 * @throws {TemplateSyntaxError} an escape that is not complete, or `\N{NAME}`: Python's list of names is not at hand
 */
export function stringValue(literal: string): string {
  if (!literal.includes("\\")) return literal;
  return literal
    .replace(/[^\0-\x7f]/gu, (character) => escapedPoint(character.codePointAt(0) ?? 0))
    .replace(
      ESCAPE,
      (escape, x?: string, u?: string, wide?: string, name?: string, octal?: string, letter?: string) => {
        if (x !== undefined) return byNumber(x, 2, String.raw`truncated \xXX escape`);
        if (u !== undefined) return byNumber(u, 4, String.raw`truncated \uXXXX escape`);
        if (wide !== undefined) return byNumber(wide, 8, String.raw`truncated \UXXXXXXXX escape`);
        if (octal !== undefined) return String.fromCharCode(Number.parseInt(octal, 8));
        if (name !== undefined) throw unnamed(name);
        return SINGLE.get(letter ?? "") ?? escape;
      },
    );
}

function byNumber(digits: string, length: number, complaint: string): string {
  if (digits.length < length) throw new TemplateSyntaxError(complaint);
  const code = Number.parseInt(digits, 16);
  if (code > 0x10ffff) throw new TemplateSyntaxError("illegal Unicode character");
  return String.fromCodePoint(code);
}

function unnamed(name: string): TemplateSyntaxError {
  if (name === "") return new TemplateSyntaxError(String.raw`malformed \N character escape`);
  return new TemplateSyntaxError(
    String.raw`\N${name}: characters by name are not supported; write the character itself or \uXXXX`,
  );
}
