import type { Configured } from "../contracts/configured.ts";
import type { MaskingStrategy } from "../contracts/masking-strategy.ts";
import { allTexts } from "../expression/all-texts.ts";
import { and } from "../selectors/and.ts";
import { part } from "../selectors/part.ts";
import { role } from "../selectors/role.ts";
import { selected } from "./selected.ts";

/**
 * Body and end of every turn of these roles.
 *
 * @example
 * roles("assistant", "tool")
 */
export function roles(...names: readonly string[]): MaskingStrategy {
  return selected(and(role(...names), part("body", "end")));
}

export const rolesMask: Configured<MaskingStrategy> = {
  usage: "roles(NAME, …)",
  description: "body and end of every turn of these roles",
  create: (given) => roles(...allTexts(given)),
};
