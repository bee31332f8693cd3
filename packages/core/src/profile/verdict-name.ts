import type { DerivedTurn } from "../turns/derived-turn.ts";

/**
 * A verdict with its detail, in one word: `exact`, `exact:end-appended`, `exact:merged`, `exact:prefill`, `split:prefix`, `compose`,
 * `refuse:open-prompt`.
 */
export function verdictName({ verdict, detail, code }: DerivedTurn): string {
  switch (verdict) {
    case "exact":
    case "split":
      return detail === null ? verdict : `${verdict}:${detail}`;
    case "composed":
      return "compose";
    case "refused":
      return `refuse:${code ?? "unknown"}`;
    default:
      return verdict satisfies never;
  }
}
