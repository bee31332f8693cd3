import { expect, it } from "vitest";
import { requireKnownRoles } from "./known-roles.ts";

const roles = { user: "user", assistant: "model" };

it("refuses the first role that the family does not declare, and names the known ones", () => {
  const messages = ["user", "critic", "judge"].map((role) => ({ role, content: "a" }));
  expect(() => requireKnownRoles("gemma", messages, roles)).toThrow(
    expect.objectContaining({
      name: "RowError",
      code: "unknown-role",
      message: 'gemma: message 1 has role "critic"; this family knows user, assistant. Map it with --role critic=user.',
      at: { message: 1, field: "role" },
    }),
  );
  expect(() => requireKnownRoles("gemma", messages.slice(0, 1), roles)).not.toThrow();
});

it("refuses roles that every object has, and none at all", () => {
  for (const role of ["constructor", "__proto__", ""]) {
    expect(() => requireKnownRoles("gemma", [{ role }], roles)).toThrow(`has role "${role}"`);
  }
});

it("reads OpenAI's developer as the system", () => {
  expect(() => requireKnownRoles("gemma", [{ role: "developer" }], roles)).toThrow("--role developer=system");
});
