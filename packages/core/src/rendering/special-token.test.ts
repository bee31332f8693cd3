import { expect, it } from "vitest";
import type { Json } from "../contracts/json.ts";
import { specialToken } from "./special-token.ts";

function bosToken(templateArguments: Readonly<Record<string, Json>>, model = "<s>"): string | undefined {
  const options = { addGenerationPrompt: false, specialTokens: { bos_token: model }, clock: new Date(0) };
  return specialToken("llama-2", "bos_token", { messages: [], templateArguments }, options);
}

it("is the model's, unless a template argument of that name is given", () => {
  expect(bosToken({})).toBe("<s>");
  expect(bosToken({ bos_token: "<BOS>" })).toBe("<BOS>");
  expect(bosToken({ bos_token: "" })).toBe("");
  const options = { addGenerationPrompt: false, specialTokens: {}, clock: new Date(0) };
  expect(specialToken("llama-2", "bos_token", { messages: [] }, options)).toBeUndefined();
});

it("refuses an argument that is no text", () => {
  expect(() => bosToken({ bos_token: null })).toThrow("llama-2: the template argument bos_token is not text.");
});
