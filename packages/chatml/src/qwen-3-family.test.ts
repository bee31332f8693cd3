import { drawSegments, testModelFamily } from "@turnwise/testkit";
import { describe, expect, it } from "vitest";
import { referencesFor } from "../../../test/references/references.ts";
import { qwen3Family } from "./qwen-3-family.ts";

testModelFamily(qwen3Family, {
  references: referencesFor(qwen3Family.templateHashes),
  skip: [{ reason: "a role that the family does not declare is an error", cases: ["unknown role"] }],
});

describe("the parts of a Qwen 3 conversation", () => {
  it("has reasoning behind the last query alone, and one turn for a run of tool results", () => {
    const pieces = drawSegments(qwen3Family, {
      messages: [
        { role: "user", content: "Hi" },
        { role: "assistant", content: "<think>\nshort\n</think>\n\nHello." },
        { role: "user", content: "Sun?" },
        {
          role: "assistant",
          content: "\n<think>\n Look. \n\n</think>\n\nOne moment.",
          tool_calls: [
            { type: "function", function: { name: "sky", arguments: '{"at":1}' } },
            { name: "sky", arguments: { at: 2 } },
          ],
        },
        { role: "tool", content: "blue" },
        { role: "tool", content: "grey" },
        { role: "assistant", content: "\nYes.", reasoning_content: "\nBlue." },
      ],
    });
    expect(pieces).toEqual([
      'user[0] header "<|im_start|>user\\n"',
      'user[0] body "Hi" 0.content@0',
      'user[0] end "<|im_end|>"',
      'user[0] separator "\\n"',
      'assistant[1] header "<|im_start|>assistant\\n"',
      'assistant[1] body "Hello." 1.content@24',
      'assistant[1] end "<|im_end|>"',
      'assistant[1] separator "\\n"',
      'user[2] header "<|im_start|>user\\n"',
      'user[2] body "Sun?" 2.content@0',
      'user[2] end "<|im_end|>"',
      'user[2] separator "\\n"',
      'assistant[3] header "<|im_start|>assistant\\n"',
      'assistant[3] body "<think>\\n" <reasoning_content>',
      'assistant[3] body " Look. " 3.content@9',
      'assistant[3] body "\\n</think>\\n\\n" <reasoning_content>',
      'assistant[3] body "One moment." 3.content@28',
      'assistant[3] body "\\n<tool_call>\\n{\\"name\\": \\"" <tool_calls>',
      'assistant[3] body "sky" 3.tool_calls[0].function.name@0',
      'assistant[3] body "\\", \\"arguments\\": " <tool_calls>',
      'assistant[3] body "{\\"at\\":1}" 3.tool_calls[0].function.arguments@0',
      'assistant[3] body "}\\n</tool_call>" <tool_calls>',
      'assistant[3] body "\\n<tool_call>\\n{\\"name\\": \\"" <tool_calls>',
      'assistant[3] body "sky" 3.tool_calls[1].name@0',
      'assistant[3] body "\\", \\"arguments\\": " <tool_calls>',
      'assistant[3] body "{\\"at\\": 2}" 3.tool_calls[1].arguments@-1',
      'assistant[3] body "}\\n</tool_call>" <tool_calls>',
      'assistant[3] end "<|im_end|>"',
      'assistant[3] separator "\\n"',
      'tool[4,5] header "<|im_start|>user"',
      'tool[4,5] header "\\n<tool_response>\\n"',
      'tool[4,5] body "blue" 4.content@0',
      'tool[4,5] body "\\n</tool_response>" <content>',
      'tool[4,5] body "\\n<tool_response>\\n" <content>',
      'tool[4,5] body "grey" 5.content@0',
      'tool[4,5] body "\\n</tool_response>" <content>',
      'tool[4,5] end "<|im_end|>"',
      'tool[4,5] separator "\\n"',
      'assistant[6] header "<|im_start|>assistant\\n"',
      'assistant[6] body "<think>\\n" <reasoning_content>',
      'assistant[6] body "Blue." 6.reasoning_content@1',
      'assistant[6] body "\\n</think>\\n\\n" <reasoning_content>',
      'assistant[6] body "Yes." 6.content@1',
      'assistant[6] end "<|im_end|>"',
      'assistant[6] separator "\\n"',
    ]);
  });

  it("leaves to the server what the prompt has with thinking off, and no more", () => {
    expect(partsWith("")).toEqual([
      'assistant[1] header "<|im_start|>assistant\\n"',
      'assistant[1] header "<think>\\n" <reasoning_content>',
      'assistant[1] header "\\n</think>\\n\\n" <reasoning_content>',
      'assistant[1] body "Yes." 1.content@0',
    ]);
    expect(partsWith("Hm.")).toEqual([
      'assistant[1] header "<|im_start|>assistant\\n"',
      'assistant[1] header "<think>\\n" <reasoning_content>',
      'assistant[1] body "Hm." 1.reasoning_content@0',
      'assistant[1] body "\\n</think>\\n\\n" <reasoning_content>',
      'assistant[1] body "Yes." 1.content@0',
    ]);
  });
});

/** Header and body of an answer with this reasoning, thinking being off. */
function partsWith(reasoning: string): readonly string[] {
  return drawSegments(qwen3Family, {
    messages: [
      { role: "user", content: "Hi" },
      { role: "assistant", content: "Yes.", reasoning_content: reasoning },
    ],
    templateArguments: { enable_thinking: false },
  }).slice(4, -2);
}
