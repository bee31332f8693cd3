import type { Diagnostic } from "../contracts/diagnostic.ts";

/** A template that printed its BOS more than once, mended. */
export function doubledBos(text: string, found: number): Diagnostic {
  return { code: "doubled-bos", message: `${text} stood ${found} times at the start; one is kept`, count: 1 };
}
