import { RULES_DIGITS_BY_THREE, RULES_SINGLE_DIGITS } from "../kernel/layout.ts";

const rulesWithDigits = (digits: string): string =>
  String.raw`(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|${digits}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+`;

const RULES: ReadonlyMap<string, number> = new Map([
  [rulesWithDigits(String.raw`\p{N}{1,3}`), RULES_DIGITS_BY_THREE],
  [rulesWithDigits(String.raw`\p{N}`), RULES_SINGLE_DIGITS],
]);

/** ASCII_RULES for these stages: 0 if a kernel has no rules of its own for them. */
export function asciiRulesOf(patterns: readonly string[]): number {
  const [only, ...others] = patterns;
  return only === undefined || others.length > 0 ? 0 : (RULES.get(only) ?? 0);
}
