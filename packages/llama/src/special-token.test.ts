import type { Conversation } from "@turnwise/core";
import { REFERENCE_OPTIONS } from "@turnwise/testkit";
import { expect, test } from "vitest";
import { requiredSpecialToken, specialToken } from "./special-token.ts";

const withArguments = (templateArguments: Conversation["templateArguments"] = {}): Conversation => ({
  messages: [],
  templateArguments,
});
const NONE = { ...REFERENCE_OPTIONS, specialTokens: {} };

test("is the model's, unless a template argument of that name is given", () => {
  expect(specialToken("f", "bos_token", withArguments(), REFERENCE_OPTIONS)).toBe("<s>");
  expect(specialToken("f", "bos_token", withArguments(), NONE)).toBeUndefined();
  expect(specialToken("f", "bos_token", withArguments({ bos_token: "<BOS>" }), REFERENCE_OPTIONS)).toBe("<BOS>");
  expect(requiredSpecialToken("f", "eos_token", withArguments({ eos_token: "" }), NONE)).toBe("");
});

test("refuses an argument that is no text, and a token that is needed and missing", () => {
  expect(() => specialToken("f", "bos_token", withArguments({ bos_token: null }), REFERENCE_OPTIONS)).toThrow(
    "is not text",
  );
  expect(() => requiredSpecialToken("f", "eos_token", withArguments(), NONE)).toThrow("the model has none");
});
