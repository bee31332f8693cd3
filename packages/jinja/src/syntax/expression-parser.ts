import type { TemplateSyntaxError } from "../errors.ts";
import { parseArguments } from "./arguments.ts";
import type { Nesting } from "./nesting.ts";
import type { CallArguments, CompareNode, Expression, NamedCall, SliceNode } from "./nodes.ts";
import { type InfixOperator, infixOperatorAt, PRECEDENCE, skipOperator } from "./operators.ts";
import { describeToken, type Token } from "./token.ts";
import type { TokenStream } from "./token-stream.ts";

const NO_ARGUMENTS: CallArguments = { positional: [], named: [], spread: null, namedSpread: null };
const CONSTANTS: ReadonlyMap<string, boolean | null> = new Map([
  ["true", true],
  ["True", true],
  ["false", false],
  ["False", false],
  ["none", null],
  ["None", null],
]);

/** A tuple of whatever was read. */
export interface TupleOf<T> {
  readonly kind: "tuple";
  readonly items: readonly T[];
  readonly offset: number;
}

/** Reads expressions with Jinja's precedence, which differs from Python's: `-2 ** 2` is 4 and `2 ** 3 ** 2` is 64. */
export class ExpressionParser {
  readonly #stream: TokenStream;
  readonly #nesting: Nesting;

  constructor(stream: TokenStream, nesting: Nesting) {
    this.#stream = stream;
    this.#nesting = nesting;
  }

  /** @throws {TemplateSyntaxError} @throws {LimitError} */
  expression(): Expression {
    return this.#nesting.deeper(this.#stream.current.offset, () => this.#conditional());
  }

  /** An expression that is not `… if …`: where `if` belongs to the statement. */
  #unconditional(): Expression {
    return this.#nesting.deeper(this.#stream.current.offset, () => this.#operation(PRECEDENCE.or));
  }

  /** One expression, or a tuple where a comma follows. */
  tuple(options: { readonly conditional?: boolean; readonly parentheses?: boolean } = {}): Expression {
    const read =
      options.conditional === false ? (): Expression => this.#unconditional() : (): Expression => this.expression();
    return this.tupleOf(read, options.parentheses);
  }

  /** What `read` reads, or a tuple of that where a comma follows. Only in parentheses may it be empty. */
  tupleOf<T>(read: () => T, parentheses = false): T | TupleOf<T> {
    const stream = this.#stream;
    const { offset } = stream.current;
    const items: T[] = [];
    for (;;) {
      if (items.length > 0) stream.expect(",");
      if (stream.is("variable end") || stream.is("block end") || stream.is(")")) break;
      const item = read();
      if (items.length === 0 && !stream.is(",")) return item;
      items.push(item);
      if (!stream.is(",")) break;
    }
    if (items.length > 0 || parentheses) return { kind: "tuple", items, offset };
    throw this.#refuse(`Expected an expression, got '${describeToken(stream.current)}'`);
  }

  /** A name, a literal, or anything in brackets. */
  primary(): Expression {
    const stream = this.#stream;
    const token = stream.current;
    const { offset } = token;
    switch (token.kind) {
      case "name": {
        stream.next();
        const value = CONSTANTS.get(token.text);
        if (value !== undefined) return { kind: "constant", value, isFloat: false, offset };
        return { kind: "name", name: token.text, offset };
      }
      case "string":
        return { kind: "constant", value: this.#strings(), isFloat: false, offset };
      case "integer":
      case "float":
        stream.next();
        return { kind: "constant", value: token.value, isFloat: token.kind === "float", offset };
      case "(": {
        stream.next();
        const inner = this.tuple({ parentheses: true });
        stream.expect(")");
        return inner;
      }
      case "[":
        return { kind: "list", items: this.#listed("]", () => this.expression()), offset };
      case "{":
        return { kind: "dict", entries: this.#listed("}", () => this.#entry()), offset };
      default:
        throw this.#refuse(`unexpected '${describeToken(token)}'`);
    }
  }

  /** Filters from `|` on, or from the name of the first on, innermost first. */
  filters(atName: boolean): NamedCall[] {
    const filters: NamedCall[] = [];
    if (atName) filters.push(this.#namedCall());
    while (this.#stream.skipIf("|")) filters.push(this.#namedCall());
    return filters;
  }

  #refuse(reason: string, token: Token = this.#stream.current): TemplateSyntaxError {
    return this.#stream.source.refuse(reason, token.offset);
  }

  #conditional(): Expression {
    const { offset } = this.#stream.current;
    let value = this.#operation(PRECEDENCE.or);
    while (this.#stream.skipIfName("if")) {
      const test = this.#operation(PRECEDENCE.or);
      const otherwise = this.#stream.skipIfName("else") ? this.expression() : null;
      value = { kind: "conditional", test, value, otherwise, offset };
    }
    return value;
  }

  /** Operators that bind at least as tightly as `precedence`, and their operands. */
  #operation(precedence: number): Expression {
    const stream = this.#stream;
    let left = precedence <= PRECEDENCE.not && stream.isName("not") ? this.#negation() : this.#unary(true);
    for (;;) {
      const operator = infixOperatorAt(stream);
      if (!operator || operator.precedence < precedence) return left;
      left = this.#infix(left, operator);
    }
  }

  #infix(left: Expression, found: InfixOperator): Expression {
    const { offset } = this.#stream.current;
    switch (found.type) {
      case "comparison":
        return this.#comparison(left);
      case "concatenation": {
        const items = [left];
        while (this.#stream.skipIf("~")) items.push(this.#operation(PRECEDENCE.product));
        return { kind: "concat", items, offset };
      }
      case "logical":
        this.#stream.next();
        return {
          kind: "logical",
          operator: found.operator,
          left,
          right: this.#operation(found.precedence + 1),
          offset,
        };
      case "binary":
        this.#stream.next();
        return { kind: "binary", operator: found.operator, left, right: this.#operation(found.precedence + 1), offset };
    }
  }

  #comparison(first: Expression): CompareNode {
    const { offset } = this.#stream.current;
    const rest: (readonly [CompareNode["rest"][number][0], Expression])[] = [];
    for (;;) {
      const found = infixOperatorAt(this.#stream);
      if (found?.type !== "comparison") return { kind: "compare", first, rest, offset };
      skipOperator(this.#stream, found);
      rest.push([found.operator, this.#operation(PRECEDENCE.sum)]);
    }
  }

  #negation(): Expression {
    const { offset } = this.#stream.next();
    const operand = this.#nesting.deeper(offset, () => this.#operation(PRECEDENCE.not));
    return { kind: "unary", operator: "not", operand, offset };
  }

  /** Filters and tests apply to the sign and its operand: `-x|abs` is `(-x)|abs`. */
  #unary(filtered: boolean): Expression {
    const { kind, offset } = this.#stream.current;
    let node: Expression;
    if (kind === "-" || kind === "+") {
      this.#stream.next();
      const operand = this.#nesting.deeper(offset, () => this.#unary(false));
      node = { kind: "unary", operator: kind, operand, offset };
    } else {
      node = this.primary();
    }
    node = this.#postfix(node);
    return filtered ? this.#filtered(node) : node;
  }

  #postfix(operand: Expression): Expression {
    let node = operand;
    for (;;) {
      if (this.#stream.is(".")) node = this.#attribute(node);
      else if (this.#stream.is("[")) node = this.#item(node);
      else if (this.#stream.is("(")) node = this.#call(node);
      else return node;
    }
  }

  #filtered(operand: Expression): Expression {
    let node = operand;
    for (;;) {
      if (this.#stream.skipIf("|")) node = { kind: "filter", operand: node, ...this.#namedCall() };
      else if (this.#stream.isName("is")) node = this.#test(node);
      else if (this.#stream.is("(")) node = this.#call(node);
      else return node;
    }
  }

  #attribute(object: Expression): Expression {
    this.#stream.next();
    const token = this.#stream.next();
    const { offset } = token;
    if (token.kind === "name") return { kind: "get-attribute", object, attribute: token.text, offset };
    if (token.kind !== "integer") throw this.#refuse("expected name or number", token);
    const key: Expression = { kind: "constant", value: token.value, isFloat: false, offset };
    return { kind: "get-item", object, key, offset };
  }

  #item(object: Expression): Expression {
    const { offset } = this.#stream.next();
    const keys: Expression[] = [];
    while (!this.#stream.is("]")) {
      if (keys.length > 0) this.#stream.expect(",");
      keys.push(this.#key());
    }
    this.#stream.expect("]");
    const [key, ...others] = keys;
    if (key && others.length === 0) return { kind: "get-item", object, key, offset };
    return { kind: "get-item", object, key: { kind: "tuple", items: keys, offset }, offset };
  }

  #key(): Expression {
    const { offset } = this.#stream.current;
    const start = this.#stream.is(":") ? null : this.expression();
    if (start && !this.#stream.is(":")) return start;
    this.#stream.next();
    const stop = this.#stream.is(":") ? null : this.#sliceEnd();
    const step = this.#stream.skipIf(":") ? this.#sliceEnd() : null;
    return { kind: "slice", start, stop, step, offset } satisfies SliceNode;
  }

  /** Between or behind the colons of a slice. */
  #sliceEnd(): Expression | null {
    return this.#stream.is("]") || this.#stream.is(",") ? null : this.expression();
  }

  #call(callee: Expression): Expression {
    return { kind: "call", callee, arguments: this.#arguments(), offset: callee.offset };
  }

  #arguments(): CallArguments {
    return parseArguments(this.#stream, () => this.expression());
  }

  #test(operand: Expression): Expression {
    const { offset } = this.#stream.next();
    const isNegated = this.#stream.skipIfName("not");
    const name = this.#dottedName();
    const node: Expression = { kind: "test", operand, name, arguments: this.#testArguments(), offset };
    return isNegated ? { kind: "unary", operator: "not", operand: node, offset } : node;
  }

  /** In parentheses, or a single one without: `x is divisibleby 3`. */
  #testArguments(): CallArguments {
    const stream = this.#stream;
    if (stream.is("(")) return this.#arguments();
    const isValue = (["name", "string", "integer", "float", "[", "{"] as const).some((kind) => stream.is(kind));
    if (!isValue || stream.isName("else", "or", "and")) return NO_ARGUMENTS;
    if (stream.isName("is")) throw this.#refuse("You cannot chain multiple tests with is");
    return { ...NO_ARGUMENTS, positional: [this.#postfix(this.primary())] };
  }

  #namedCall(): NamedCall {
    const { offset } = this.#stream.current;
    const name = this.#dottedName();
    return { name, arguments: this.#stream.is("(") ? this.#arguments() : NO_ARGUMENTS, offset };
  }

  #dottedName(): string {
    let name = this.#stream.expectName().text;
    while (this.#stream.skipIf(".")) name += `.${this.#stream.expectName().text}`;
    return name;
  }

  /** String literals in a row are one. */
  #strings(): string {
    let joined = "";
    for (;;) {
      const token = this.#stream.current;
      if (token.kind !== "string") return joined;
      joined += token.text;
      this.#stream.next();
    }
  }

  /** From an opening bracket to the closing one, with commas between; one may follow the last. */
  #listed<T>(closing: "]" | "}", read: () => T): T[] {
    const items: T[] = [];
    this.#stream.next();
    while (!this.#stream.is(closing)) {
      if (items.length > 0) this.#stream.expect(",");
      if (this.#stream.is(closing)) break;
      items.push(read());
    }
    this.#stream.expect(closing);
    return items;
  }

  #entry(): readonly [key: Expression, value: Expression] {
    const key = this.expression();
    this.#stream.expect(":");
    return [key, this.expression()];
  }
}
