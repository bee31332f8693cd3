import { ExpressionError } from "../errors/expression-error.ts";

/** A mask expression, read: `scale(roles(tool), 0.5)`. `at` is where it stands in the text, for errors. */
export type Expression =
  | { readonly kind: "call"; readonly name: string; readonly given: readonly Expression[]; readonly at: number }
  | { readonly kind: "number"; readonly value: number; readonly at: number }
  | { readonly kind: "text"; readonly value: string; readonly at: number };

const NAME = /[A-Za-z_][\w.-]*/y;
const NUMBER = /-?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?/y;
const QUOTED = /"[^"]*"|'[^']*'/y;
const SPACE = /\s*/y;

/**
 * Reads `name`, `name(argument, …)`, numbers and quoted texts.
 *
 * @throws {ExpressionError} with a caret under the place
 */
export function parseExpression(source: string): Expression {
  let at = 0;
  function take(pattern: RegExp): string | undefined {
    pattern.lastIndex = at;
    const found = pattern.exec(source)?.[0];
    if (found !== undefined) at += found.length;
    return found;
  }
  function takeSign(sign: string): boolean {
    take(SPACE);
    if (source[at] !== sign) return false;
    at++;
    return true;
  }
  function expression(): Expression {
    take(SPACE);
    const start = at;
    const quoted = take(QUOTED);
    if (quoted !== undefined) return { kind: "text", value: quoted.slice(1, -1), at: start };
    const number = take(NUMBER);
    if (number !== undefined) return { kind: "number", value: Number(number), at: start };
    const name = take(NAME);
    if (name === undefined) throw new ExpressionError(source, at, "a name, a number or a quoted text is missing here");
    return { kind: "call", name, given: takeSign("(") ? rest() : [], at: start };
  }
  function rest(): readonly Expression[] {
    const given: Expression[] = [];
    if (takeSign(")")) return given;
    do given.push(expression());
    while (takeSign(","));
    if (!takeSign(")")) throw new ExpressionError(source, at, 'a ")" is missing here');
    return given;
  }

  const whole = expression();
  take(SPACE);
  if (at < source.length) throw new ExpressionError(source, at, "nothing may follow the expression");
  return whole;
}
