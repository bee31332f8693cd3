import { testModelFamily } from "@turnwise/testkit";
import { describe, expect, it } from "vitest";
import { gemmaSystemTurn } from "./gemma-system-turn-family.ts";

testModelFamily(gemmaSystemTurn, { references: [] });

const print = (...messages: { role: string; content: string }[]): string =>
  gemmaSystemTurn.renderer.render(
    { messages },
    { addGenerationPrompt: false, specialTokens: { bos_token: "<bos>" }, clock: new Date(0) },
  ).text;

describe("gemma-system-turn", () => {
  it("prints the walk-through's example", () => {
    const text = print(
      { role: "system", content: "You are a assistant responsible for classifying mental health status." },
      { role: "user", content: "I am depressed and want to die" },
      { role: "assistant", content: "based on what you described it's depression'" },
    );
    expect(text).toBe(
      "<bos><start_of_turn>system\nYou are a assistant responsible for classifying mental health status.<end_of_turn>\n" +
        "<start_of_turn>user\nI am depressed and want to die<end_of_turn>\n" +
        "<start_of_turn>model\nbased on what you described it's depression'<end_of_turn>\n",
    );
  });

  it("trims and alternates as Gemma 3 does", () => {
    expect(print({ role: "system", content: "\n Be brief. " })).toBe(
      "<bos><start_of_turn>system\nBe brief.<end_of_turn>\n",
    );
    expect(() => print({ role: "system", content: "a" }, { role: "assistant", content: "b" })).toThrow(
      "Conversation roles must alternate user/assistant/user/assistant/...",
    );
  });
});
