import type { Message } from "../contracts/message.ts";
import { RowError } from "../errors/row-error.ts";

/** The roles that a family knows, and what its template prints for each. */
export type KnownRoles = Readonly<Record<string, string>>;

/**
 * Refuses roles that a family does not declare, even where the template would print them as they are, or silently print nothing.
 *
 * @throws {RowError} `unknown-role` for the first such message
 */
export function requireKnownRoles(family: string, messages: readonly Message[], roles: KnownRoles): void {
  let index = 0;
  for (const { role } of messages) {
    if (!Object.hasOwn(roles, role)) throw unknownRole(family, roles, index, role);
    index++;
  }
}

/** The error for a role that a family does not declare: it names the known ones. */
export function unknownRole(family: string, roles: KnownRoles, message: number, role: string): RowError {
  const known = Object.keys(roles).join(", ");
  return new RowError(
    "unknown-role",
    `${family}: message ${message} has role ${JSON.stringify(role)}; this family knows ${known}. Map it with --role ${role}=${role === "developer" ? "system" : "user"}.`,
    { message, field: "role" },
  );
}
