import type { MaskingStrategy } from "./masking-strategy.ts";
import type { TokenSelector } from "./token-selector.ts";

/**
 * The arguments of a call in an expression such as `scale(roles(assistant, tool), 0.5)`, checked as they are read.
 * Each method throws an ExpressionError that shows `usage` if the argument is missing or of another kind.
 */
export interface ExpressionArguments {
  readonly length: number;
  text(index: number): string;
  number(index: number): number;
  selector(index: number): TokenSelector;
  /** A selector is taken for a strategy: 1 where it selects. */
  strategy(index: number): MaskingStrategy;
}

/** A named thing that an expression makes with arguments. */
export interface Configured<T> {
  /** How it is written: `scale(MASK, FACTOR)`. */
  readonly usage: string;
  readonly description: string;
  /** @throws {ExpressionError} for wrong arguments */
  create(given: ExpressionArguments): T;
}
