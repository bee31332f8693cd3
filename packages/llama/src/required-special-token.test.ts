import { REFERENCE_OPTIONS } from "@turnwise/testkit";
import { expect, test } from "vitest";
import { requiredSpecialToken } from "./required-special-token.ts";

test("is the model's or the conversation's, and an error where neither has it", () => {
  const messages = [{ role: "user", content: "Q" }];
  const none = { ...REFERENCE_OPTIONS, specialTokens: {} };
  expect(requiredSpecialToken("f", "eos_token", { messages }, REFERENCE_OPTIONS)).toBe("</s>");
  expect(requiredSpecialToken("f", "eos_token", { messages, templateArguments: { eos_token: "" } }, none)).toBe("");
  expect(() => requiredSpecialToken("f", "eos_token", { messages }, none)).toThrow("the model has none");
});
