import type { ExpressionArguments } from "../contracts/configured.ts";

/** All arguments as texts; at least one. */
export function allTexts(given: ExpressionArguments): readonly string[] {
  return [given.text(0), ...Array.from({ length: given.length - 1 }, (_, at) => given.text(at + 1))];
}
