import { TemplateSyntaxError } from "../errors.ts";
import { floatValue, integerValue } from "./number-literal.ts";
import { codePointCount } from "../strings/code-points.ts";
import { quoted } from "../strings/quoted.ts";
import { stringValue } from "./string-literal.ts";
import type { TemplateSource } from "./template-source.ts";
import { OPERATORS, type Token } from "./token.ts";
import { WHITE_SPACE, whiteSpaceBefore } from "../strings/white-space.ts";

const SPACE = `[${WHITE_SPACE}]*`;
const DIGITS = String.raw`(?:\p{Nd}+_)*\p{Nd}+`;

const TAG = /\{[{%#]/gu;
const RAW_BEGIN = sticky(String.raw`\{%([-+]?)${SPACE}raw${SPACE}(?:-%\}${SPACE}|%\})`);
const RAW_END = new RegExp(String.raw`\{%([-+]?)${SPACE}endraw${SPACE}(?:\+%\}|-%\}${SPACE}|%\}\n?)`, "gu");
const COMMENT_END = new RegExp(String.raw`\+#\}|-#\}${SPACE}|#\}\n?`, "gu");
const BLOCK_END = sticky(String.raw`\+%\}|-%\}${SPACE}|%\}\n?`);
const VARIABLE_END = sticky(String.raw`-\}\}${SPACE}|\}\}`);
const GAP = sticky(`[${WHITE_SPACE}]+`);
const FLOAT = sticky(String.raw`(?<!\.)${DIGITS}(?:(?:\.${DIGITS})?[eE][-+]?${DIGITS}|\.${DIGITS})`);
const INTEGER = sticky(
  String.raw`0[bB](?:_?[01])+|0[oO](?:_?[0-7])+|0[xX](?:_?[\p{Nd}a-fA-F])+|[1-9](?:_?\p{Nd})*|0(?:_?0)*`,
);
const WORD = sticky(String.raw`[\p{L}\p{N}\p{XID_Continue}]+`);
const NAME = /^[\p{XID_Start}_]\p{XID_Continue}*$/u;

const CLOSING: ReadonlyMap<string, string> = new Map([
  ["(", ")"],
  ["[", "]"],
  ["{", "}"],
]);

function sticky(pattern: string): RegExp {
  return new RegExp(pattern, "uy");
}

function matchAt(pattern: RegExp, source: string, offset: number): RegExpExecArray | null {
  pattern.lastIndex = offset;
  return pattern.exec(source);
}

/**
 * The tokens of a source whose newlines are normalised, one by one as they are asked for, without white space and comments, and without
 * the end. Text comes as Jinja's `trim_blocks` and `lstrip_blocks` leave it; one newline at the end of the source is dropped.
 *
 * @throws {TemplateSyntaxError}
 */
export function* tokenize(template: TemplateSource): Generator<Token, void> {
  const source = template.text.endsWith("\n") ? template.text.slice(0, -1) : template.text;
  let at = 0;
  while (at < source.length) {
    TAG.lastIndex = at;
    const tag = TAG.exec(source)?.index ?? -1;
    if (tag < 0) {
      yield { kind: "data", text: source.slice(at), offset: at };
      return;
    }
    const raw = matchAt(RAW_BEGIN, source, tag);
    const opening = source.charAt(tag + 1);
    const sign = raw ? (raw[1] ?? "") : signAt(source, tag + 2);
    const before = textBefore(source, at, tag, sign, opening !== "{");
    if (before !== "") yield { kind: "data", text: before, offset: at };
    at = tag + (raw ? raw[0].length : 2 + sign.length);
    // Jinja misses the end of a comment or raw block only if there is text behind its beginning.
    if (at === source.length && (raw || opening === "#")) return;
    if (raw) {
      RAW_END.lastIndex = at;
      const end = RAW_END.exec(source);
      if (!end) throw template.refuse("Missing end of raw directive", tag);
      const content = textBefore(source, at, end.index, end[1] ?? "", true);
      if (content !== "") yield { kind: "data", text: content, offset: at };
      at = end.index + end[0].length;
    } else if (opening === "#") {
      COMMENT_END.lastIndex = at;
      const end = COMMENT_END.exec(source);
      if (!end) throw template.refuse("Missing end of comment tag", tag);
      at = end.index + end[0].length;
    } else {
      const isBlock = opening === "%";
      yield { kind: isBlock ? "block begin" : "variable begin", offset: tag };
      at = yield* tokenizeTag(template, source, at, isBlock);
    }
  }
}

function signAt(source: string, offset: number): "-" | "+" | "" {
  const character = source.charAt(offset);
  return character === "-" || character === "+" ? character : "";
}

/** The text of `[from, tag)` before a tag that begins with `sign`. */
function textBefore(source: string, from: number, tag: number, sign: string, stripsLine: boolean): string {
  if (sign === "-") return source.slice(from, whiteSpaceBefore(source, from, tag));
  if (sign === "+" || !stripsLine) return source.slice(from, tag);
  const lineStart = whiteSpaceBefore(source, from, tag, "\n");
  const isAlone = lineStart === 0 || source.charAt(lineStart - 1) === "\n";
  return source.slice(from, isAlone ? lineStart : tag);
}

/** Tokens up to the end of a tag, and with it; gives back the offset behind. Within brackets there is no end of a tag. */
function* tokenizeTag(
  template: TemplateSource,
  source: string,
  start: number,
  isBlock: boolean,
): Generator<Token, number> {
  const open: string[] = [];
  let at = start;
  while (at < source.length) {
    const end = open.length === 0 ? matchAt(isBlock ? BLOCK_END : VARIABLE_END, source, at) : null;
    if (end) {
      yield { kind: isBlock ? "block end" : "variable end", offset: at };
      return at + end[0].length;
    }
    const gap = matchAt(GAP, source, at);
    if (gap) {
      at += gap[0].length;
      continue;
    }
    const [token, length] = readToken(template, source, at);
    balance(template, open, token);
    yield token;
    at += length;
  }
  return at;
}

function readToken(template: TemplateSource, source: string, offset: number): readonly [token: Token, length: number] {
  const float = matchAt(FLOAT, source, offset)?.[0];
  if (float !== undefined)
    return [{ kind: "float", value: valueOf(template, floatValue, float, offset), offset }, float.length];
  const integer = matchAt(INTEGER, source, offset)?.[0];
  if (integer !== undefined) {
    return [{ kind: "integer", value: valueOf(template, integerValue, integer, offset), offset }, integer.length];
  }
  const name = matchAt(WORD, source, offset)?.[0];
  if (name !== undefined) {
    if (!NAME.test(name)) throw template.refuse("Invalid character in identifier", offset);
    return [{ kind: "name", text: name, offset }, name.length];
  }
  const end = stringEnd(source, offset);
  if (end > 0) {
    return [
      { kind: "string", text: valueOf(template, stringValue, source.slice(offset + 1, end - 1), offset), offset },
      end - offset,
    ];
  }
  const operator = OPERATORS.find((candidate) => source.startsWith(candidate, offset));
  if (operator !== undefined) return [{ kind: operator, offset }, operator.length];
  const character = String.fromCodePoint(source.codePointAt(offset) ?? 0);
  throw template.refuse(`unexpected char ${quoted(character)} at ${codePointCount(source.slice(0, offset))}`, offset);
}

/** Behind the closing quote; 0 if no string literal begins here and ends somewhere. */
function stringEnd(source: string, offset: number): number {
  const quote = source.charAt(offset);
  if (quote !== "'" && quote !== '"') return 0;
  for (let at = offset + 1; at < source.length; at++) {
    const character = source.charAt(at);
    if (character === quote) return at + 1;
    if (character === "\\") at++;
  }
  return 0;
}

function valueOf<T>(template: TemplateSource, read: (literal: string) => T, literal: string, offset: number): T {
  try {
    return read(literal);
  } catch (error) {
    throw error instanceof TemplateSyntaxError ? template.locate(error, offset) : error;
  }
}

function balance(template: TemplateSource, open: string[], token: Token): void {
  const closing = CLOSING.get(token.kind);
  if (closing !== undefined) open.push(closing);
  if (token.kind !== ")" && token.kind !== "]" && token.kind !== "}") return;
  const expected = open.pop();
  if (expected === undefined) throw template.refuse(`unexpected '${token.kind}'`, token.offset);
  if (expected !== token.kind)
    throw template.refuse(`unexpected '${token.kind}', expected '${expected}'`, token.offset);
}
