import type { Need } from "../contracts/mask-input.ts";

/** What all of them need together. */
export function needsOf(parts: readonly { readonly needs?: readonly Need[] }[]): readonly Need[] {
  return [...new Set(parts.flatMap((each) => each.needs ?? []))];
}
