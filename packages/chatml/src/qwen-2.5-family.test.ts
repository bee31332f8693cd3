import { drawSegments, testModelFamily } from "@turnwise/testkit";
import { describe, expect, it } from "vitest";
import { referencesFor } from "../../../test/references/references.ts";
import { qwen25Family } from "./qwen-2.5-family.ts";

testModelFamily(qwen25Family, {
  references: referencesFor(qwen25Family.templateHashes),
  skip: [{ reason: "a role that the family does not declare is an error", cases: ["unknown role"] }],
});

describe("the parts of a Qwen 2.5 conversation", () => {
  it("gives the default prompt a turn without a message, and tools no message", () => {
    const messages = [{ role: "user", content: "Hi" }];
    expect(drawSegments(qwen25Family, { messages }, { addGenerationPrompt: true })).toEqual([
      'system[] header "<|im_start|>system\\n"',
      'system[] body "You are Qwen, created by Alibaba Cloud. You are a helpful assistant."',
      'system[] end "<|im_end|>"',
      'system[] separator "\\n"',
      'user[0] header "<|im_start|>user\\n"',
      'user[0] body "Hi" 0.content@0',
      'user[0] end "<|im_end|>"',
      'user[0] separator "\\n"',
      '- generation-prompt "<|im_start|>assistant\\n"',
    ]);
    const withTools = drawSegments(qwen25Family, { messages, tools: [{ name: "sky" }] });
    expect(withTools.filter((piece) => piece.includes(" -1."))).toEqual([
      'system[] body "{\\"name\\": \\"sky\\"}" -1.tools@-1',
    ]);
  });

  it("begins the body of a bare call behind the header's newline", () => {
    const pieces = drawSegments(qwen25Family, {
      messages: [
        { role: "system", content: "" },
        { role: "assistant", tool_calls: [{ function: { name: "sky", arguments: "{}" } }] },
      ],
    });
    expect(pieces.slice(3)).toEqual([
      'assistant[1] header "<|im_start|>assistant\\n"',
      'assistant[1] body "<tool_call>\\n{\\"name\\": \\"" <tool_calls>',
      'assistant[1] body "sky" 1.tool_calls[0].function.name@0',
      'assistant[1] body "\\", \\"arguments\\": " <tool_calls>',
      'assistant[1] body "\\"{}\\"" 1.tool_calls[0].function.arguments@-1',
      'assistant[1] body "}\\n</tool_call>" <tool_calls>',
      'assistant[1] end "<|im_end|>"',
      'assistant[1] separator "\\n"',
    ]);
  });
});
