import type { ExpressionArguments } from "../contracts/configured.ts";
import type { TokenSelector } from "../contracts/token-selector.ts";

/** All arguments as selectors; at least one. */
export function allSelectors(given: ExpressionArguments): readonly TokenSelector[] {
  return [given.selector(0), ...Array.from({ length: given.length - 1 }, (_, at) => given.selector(at + 1))];
}
