import { drawSegments, testModelFamily } from "@turnwise/testkit";
import { describe, expect, it } from "vitest";
import { referencesFor } from "../../../test/references/references.ts";
import { gemma3 } from "./gemma-3-family.ts";

testModelFamily(gemma3, {
  references: referencesFor(gemma3.templateHashes),
});

describe("gemma-3", () => {
  it("begins the first user turn with the system message, untrimmed", () => {
    const messages = [
      { role: "system", content: " Be brief.\n" },
      { role: "user", content: "\n Hi " },
      { role: "assistant", content: " Hello\n" },
    ];
    expect(drawSegments(gemma3, { messages })).toEqual([
      '- preamble "<s>"',
      'user[0,1] header "<start_of_turn>user\\n"',
      'user[0,1] body " Be brief.\\n" 0.content@0',
      'user[0,1] body "\\n\\n"',
      'user[0,1] body "Hi" 1.content@2',
      'user[0,1] end "<end_of_turn>"',
      'user[0,1] separator "\\n"',
      'assistant[2] header "<start_of_turn>model\\n"',
      'assistant[2] body "Hello" 2.content@1',
      'assistant[2] end "<end_of_turn>"',
      'assistant[2] separator "\\n"',
    ]);
  });

  it("names the image that it cannot print, and the roles that it knows", () => {
    const image = [{ role: "user", content: [{ type: "image" }] }];
    expect(() => drawSegments(gemma3, { messages: image })).toThrow(
      expect.objectContaining({ code: "unsupported-part", at: { message: 0, field: "content[0]" } }),
    );
    expect(() => drawSegments(gemma3, { messages: [{ role: "critic", content: "a" }] })).toThrow(
      'gemma-3: message 0 has role "critic"; this family knows system, user, assistant, tool. Map it with --role critic=user.',
    );
  });
});
