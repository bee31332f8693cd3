import { RowError, type Message } from "@turnwise/core";

/**
 * Llama's templates print any role, also one that the model never saw: a role that the family does not declare is refused.
 *
 * @throws {RowError} `unknown-role` for the first such message
 */
export function requireKnownRoles(
  family: string,
  messages: readonly Message[],
  roles: Readonly<Record<string, string>>,
): void {
  for (const [index, { role }] of messages.entries()) {
    if (typeof role === "string" && Object.hasOwn(roles, role)) continue;
    throw new RowError(
      "unknown-role",
      `${family}: message ${index} has role ${JSON.stringify(role)}; this family knows ${Object.keys(roles).join(", ")}. ` +
        `Map it with --role ${String(role)}=user.`,
      { message: index, field: "role" },
    );
  }
}
