import { RowError, TemplateError, type Message } from "@turnwise/core";

/** The family's roles, and what the template prints for each. */
export type Roles = Readonly<Record<string, string>>;

/** Roles of plain ChatML: each prints its own name. */
export const PLAIN_ROLES: Roles = { system: "system", user: "user", assistant: "assistant", tool: "tool" };

/** Roles of the Qwen templates, where a tool's result stands in a user turn. */
export const QWEN_ROLES: Roles = { ...PLAIN_ROLES, tool: "user" };

/**
 * Refuses roles that the family does not declare, even where the template would print them as they are (plain ChatML) or
 * silently print nothing (Qwen).
 *
 * @throws {RowError} `unknown-role`; where the template itself raises, a TemplateError with its `words`
 */
export function checkRoles(family: string, messages: readonly Message[], roles: Roles, words?: string): void {
  messages.forEach(({ role }, message) => {
    if (Object.hasOwn(roles, role)) return;
    const known = Object.keys(roles).join(", ");
    const fault = `message ${message} has role ${JSON.stringify(role)}; this family knows ${known}. Map it with --role ${role}=user.`;
    const at = { message, field: "role" };
    if (words !== undefined) throw new TemplateError(`${family}: ${words} ${fault}`, at);
    throw new RowError("unknown-role", `${family}: ${fault}`, at);
  });
}
