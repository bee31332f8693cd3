import { expect, it } from "vitest";
import { requireAlternation } from "./alternation.ts";

const check = (role: string, index: number, first: number) => () => requireAlternation("gemma", { role }, index, first);

it("takes the user in every second place, and whatever is not the user in the others", () => {
  for (const [role, index, first] of [
    ["user", 0, 0],
    ["tool", 1, 0],
    ["user", 2, 0],
    ["user", 1, 1],
  ] as const) {
    expect(check(role, index, first)).not.toThrow();
  }
});

it("names the message that stands in the wrong place", () => {
  expect(check("user", 1, 0)).toThrow(
    'Conversation roles must alternate user/assistant/user/assistant/... gemma: message 1 has role "user". Merge or remove messages until they do.',
  );
  expect(check("assistant", 3, 1)).toThrow(
    expect.objectContaining({ code: "template-error", at: { message: 3, field: "role" } }),
  );
});
