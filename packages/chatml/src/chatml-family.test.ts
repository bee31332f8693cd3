import { RowError, type Message } from "@turnwise/core";
import { drawSegments, testModelFamily } from "@turnwise/testkit";
import { describe, expect, it } from "vitest";
import { referencesFor } from "../../../test/references/references.ts";
import { chatmlFamily } from "./chatml-family.ts";

testModelFamily(chatmlFamily, {
  references: referencesFor(chatmlFamily.templateHashes),
  skip: [{ reason: "a role that the family does not declare is an error", cases: ["unknown role"] }],
});

describe("the parts of a ChatML conversation", () => {
  it("are the same in every turn", () => {
    const messages = [
      { role: "tool", content: "sun" },
      { role: "assistant", content: " Sun. " },
    ];
    expect(drawSegments(chatmlFamily, { messages }, { addGenerationPrompt: true })).toEqual([
      'tool[0] header "<|im_start|>tool\\n"',
      'tool[0] body "sun" 0.content@0',
      'tool[0] end "<|im_end|>"',
      'tool[0] separator "\\n"',
      'assistant[1] header "<|im_start|>assistant\\n"',
      'assistant[1] body " Sun. " 1.content@0',
      'assistant[1] end "<|im_end|>"',
      'assistant[1] separator "\\n"',
      '- generation-prompt "<|im_start|>assistant\\n"',
    ]);
  });
});

describe("what plain ChatML refuses", () => {
  it("is named with its place and what to do", () => {
    expect(refusal({ role: "critic", content: "no" })).toEqual({
      code: "unknown-role",
      at: { message: 0, field: "role" },
      message:
        'chatml: message 0 has role "critic"; this family knows system, user, assistant, tool. Map it with --role critic=user.',
    });
    expect(refusal({ role: "user", content: [{ type: "text", text: "" }, { type: "image" }] })).toMatchObject({
      code: "unsupported-part",
      at: { message: 0, field: "content[1]" },
    });
    expect(refusal({ role: "user", content: [{ type: "text", text: "" }] })).toMatchObject({
      code: "content-not-text",
    });
    expect(refusal({ role: "assistant", content: null })).toMatchObject({ code: "template-error" });
  });
});

function refusal(message: Message): unknown {
  try {
    return drawSegments(chatmlFamily, { messages: [message] });
  } catch (error) {
    return error instanceof RowError ? { code: error.code, at: error.at, message: error.message } : error;
  }
}
