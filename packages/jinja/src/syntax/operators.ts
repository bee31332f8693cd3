import type { BinaryOperator, Comparison } from "./nodes.ts";
import type { TokenStream } from "./token-stream.ts";

/** How tightly operators bind, loosest first. Tighter than all of them: signs, then filters, tests, calls, attributes and items. */
export const PRECEDENCE = {
  or: 1,
  and: 2,
  not: 3,
  comparison: 4,
  sum: 5,
  concatenation: 6,
  product: 7,
  power: 8,
} as const;

export type InfixOperator =
  | { readonly type: "logical"; readonly precedence: number; readonly operator: "and" | "or" }
  | { readonly type: "comparison"; readonly precedence: number; readonly operator: Comparison }
  | { readonly type: "concatenation"; readonly precedence: number }
  | { readonly type: "binary"; readonly precedence: number; readonly operator: BinaryOperator };

function comparison(operator: Comparison): InfixOperator {
  return { type: "comparison", precedence: PRECEDENCE.comparison, operator };
}

const NOT_IN = comparison("not in");
const WORDS: ReadonlyMap<string, InfixOperator> = new Map([
  ["or", { type: "logical", precedence: PRECEDENCE.or, operator: "or" }],
  ["and", { type: "logical", precedence: PRECEDENCE.and, operator: "and" }],
  ["in", comparison("in")],
]);
const SIGNS: ReadonlyMap<string, InfixOperator> = new Map([
  ...(["==", "!=", "<", "<=", ">", ">="] as const).map((operator) => [operator, comparison(operator)] as const),
  ["~", { type: "concatenation", precedence: PRECEDENCE.concatenation }],
  ...(["+", "-"] as const).map(
    (operator) => [operator, { type: "binary", precedence: PRECEDENCE.sum, operator }] as const,
  ),
  ...(["*", "/", "//", "%"] as const).map(
    (operator) => [operator, { type: "binary", precedence: PRECEDENCE.product, operator }] as const,
  ),
  ["**", { type: "binary", precedence: PRECEDENCE.power, operator: "**" }],
]);

/** The operator between two operands that stands here, if one does. */
export function infixOperatorAt(stream: TokenStream): InfixOperator | undefined {
  const { current } = stream;
  if (current.kind !== "name") return SIGNS.get(current.kind);
  return stream.areNames("not", "in") ? NOT_IN : WORDS.get(current.text);
}

/** Goes behind an operator. */
export function skipOperator(stream: TokenStream, operator: InfixOperator): void {
  stream.next();
  if (operator === NOT_IN) stream.next();
}
