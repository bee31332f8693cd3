/** Operators are their own kind: `{ kind: "//" }`. The other kinds have the names that Jinja's messages give them. */
export type Operator = (typeof OPERATORS)[number];

/** Longest first, so that the first that fits is the right one. */
// oxfmt-ignore
export const OPERATORS = [
  "//", "**", "==", "!=", ">=", "<=",
  "+", "-", "/", "*", "%", "~", "[", "]", "(", ")", "{", "}", ">", "<", "=", ".", ":", "|", ",", ";",
] as const;

export interface NameToken {
  readonly kind: "name";
  readonly text: string;
  readonly offset: number;
}
export interface StringToken {
  readonly kind: "string" | "data";
  readonly text: string;
  readonly offset: number;
}
export interface NumberToken {
  readonly kind: "integer" | "float";
  readonly value: number | bigint;
  readonly offset: number;
}
export interface MarkToken {
  readonly kind: Operator | "block begin" | "block end" | "variable begin" | "variable end" | "end";
  readonly offset: number;
}
export type Token = NameToken | StringToken | NumberToken | MarkToken;
export type TokenKind = Token["kind"];

const DESCRIPTIONS: ReadonlyMap<TokenKind, string> = new Map([
  ["block begin", "begin of statement block"],
  ["block end", "end of statement block"],
  ["variable begin", "begin of print statement"],
  ["variable end", "end of print statement"],
  ["data", "template data / text"],
  ["end", "end of template"],
]);

/** What Jinja's messages call a kind of token. */
export function describeKind(kind: TokenKind): string {
  return DESCRIPTIONS.get(kind) ?? kind;
}

/** What Jinja's messages call a token: a name is called by itself. */
export function describeToken(token: Token): string {
  return token.kind === "name" ? token.text : describeKind(token.kind);
}
