import type { Configured, ExpressionArguments } from "../contracts/configured.ts";
import type { MaskingStrategy } from "../contracts/masking-strategy.ts";
import type { TokenSelector } from "../contracts/token-selector.ts";
import { ExpressionError } from "../errors/expression-error.ts";
import { UnknownNameError } from "../errors/unknown-name-error.ts";
import { selected } from "../masks/selected.ts";
import { parseExpression, type Expression } from "./parse-expression.ts";

/** The names that an expression may use. */
export interface MaskNames {
  readonly strategies: ReadonlyMap<string, Configured<MaskingStrategy>>;
  readonly selectors: ReadonlyMap<string, Configured<TokenSelector>>;
}

/**
 * The masking strategy that an expression describes; a selector alone is a strategy, too.
 *
 * @throws {ExpressionError} for a text that cannot be read or arguments that do not fit
 * @throws {UnknownNameError} for a name that nothing is registered under
 */
export function evaluateMask(source: string, names: MaskNames): MaskingStrategy {
  const asStrategy = (node: Expression): MaskingStrategy => {
    if (node.kind !== "call") throw new ExpressionError(source, node.at, "a mask is expected here");
    const strategy = names.strategies.get(node.name);
    return strategy === undefined ? selected(asSelector(node)) : create(strategy, node);
  };
  const asSelector = (node: Expression): TokenSelector => {
    if (node.kind !== "call") throw new ExpressionError(source, node.at, "a selector is expected here");
    const selector = names.selectors.get(node.name);
    if (selector !== undefined) return create(selector, node);
    if (names.strategies.has(node.name)) {
      throw new ExpressionError(source, node.at, `${node.name} gives weights; a selector is expected here`);
    }
    throw new UnknownNameError("mask or selector", node.name, [...names.strategies.keys(), ...names.selectors.keys()]);
  };
  function create<T>(configured: Configured<T>, call: Expression & { kind: "call" }): T {
    const read = new Set<number>();
    const made = configured.create(argumentsOf(call, configured.usage, read));
    const surplus = call.given.find((_, index) => !read.has(index));
    if (surplus === undefined) return made;
    throw new ExpressionError(source, surplus.at, `one argument too many: ${configured.usage}`);
  }
  const argumentsOf = (call: Expression & { kind: "call" }, usage: string, read: Set<number>): ExpressionArguments => {
    const at = (index: number): Expression => {
      const given = call.given[index];
      if (given === undefined) throw new ExpressionError(source, call.at, `argument ${index + 1} is missing: ${usage}`);
      read.add(index);
      return given;
    };
    return {
      length: call.given.length,
      text(index) {
        const given = at(index);
        if (given.kind === "text") return given.value;
        if (given.kind === "call" && given.given.length === 0) return given.name;
        throw new ExpressionError(source, given.at, `a name is expected here: ${usage}`);
      },
      number(index) {
        const given = at(index);
        if (given.kind === "number") return given.value;
        throw new ExpressionError(source, given.at, `a number is expected here: ${usage}`);
      },
      selector: (index) => asSelector(at(index)),
      strategy: (index) => asStrategy(at(index)),
    };
  };
  return asStrategy(parseExpression(source));
}
