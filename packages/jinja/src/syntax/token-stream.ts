import type { TemplateSyntaxError } from "../errors.ts";
import { tokenize } from "./lexer.ts";
import type { TemplateSource } from "./template-source.ts";
import { describeKind, describeToken, type NameToken, type Token, type TokenKind } from "./token.ts";

/** The tokens of a template, one of them current. Read on demand, so that the first error in the source is the one that is reported. */
export class TokenStream {
  readonly source: TemplateSource;
  readonly #tokens: Generator<Token, void>;
  #current: Token = { kind: "end", offset: 0 };
  #following: Token | null = null;

  constructor(source: TemplateSource) {
    this.source = source;
    this.#tokens = tokenize(source);
    this.next();
  }

  get current(): Token {
    return this.#current;
  }

  /** Goes one token ahead and gives back the one left behind. */
  next(): Token {
    const behind = this.#current;
    this.#current = this.#following ?? this.#read();
    this.#following = null;
    return behind;
  }

  /** The token behind the current one. */
  look(): Token {
    return (this.#following ??= this.#read());
  }

  /** Whether the current token is of a kind. */
  is(kind: TokenKind): boolean {
    return this.#current.kind === kind;
  }

  /** Whether the current token is one of these names. */
  isName(...names: readonly string[]): boolean {
    return isNamed(this.#current, names);
  }

  /** Whether the two tokens to come are these names. */
  areNames(first: string, second: string): boolean {
    return this.isName(first) && isNamed(this.look(), [second]);
  }

  skipIf(kind: TokenKind): boolean {
    if (!this.is(kind)) return false;
    this.next();
    return true;
  }

  skipIfName(name: string): boolean {
    if (!this.isName(name)) return false;
    this.next();
    return true;
  }

  /** @throws {TemplateSyntaxError} another token */
  expect(kind: TokenKind): Token {
    if (!this.is(kind)) throw this.#missing(describeKind(kind));
    return this.next();
  }

  /** A name, or the one given. @throws {TemplateSyntaxError} another token */
  expectName(name?: string): NameToken {
    const token = this.#current;
    if (token.kind !== "name" || (name !== undefined && token.text !== name)) throw this.#missing(name ?? "name");
    this.next();
    return token;
  }

  #missing(expected: string): TemplateSyntaxError {
    const { kind, offset } = this.#current;
    if (kind === "end") return this.source.refuse(`unexpected end of template, expected '${expected}'.`, offset);
    return this.source.refuse(`expected token '${expected}', got '${describeToken(this.#current)}'`, offset);
  }

  /** As in Jinja, the end stands where the last token does. */
  #read(): Token {
    const { value } = this.#tokens.next();
    return value ?? { kind: "end", offset: this.#current.offset };
  }
}

function isNamed(token: Token, names: readonly string[]): boolean {
  return token.kind === "name" && names.includes(token.text);
}
