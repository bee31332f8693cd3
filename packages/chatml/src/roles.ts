import type { KnownRoles } from "@turnwise/core";

/** Roles of plain ChatML: each prints its own name. */
export const PLAIN_ROLES: KnownRoles = { system: "system", user: "user", assistant: "assistant", tool: "tool" };

/** Roles of the Qwen templates, where a tool's result stands in a user turn. */
export const QWEN_ROLES: KnownRoles = { ...PLAIN_ROLES, tool: "user" };
