import { drawSegments, testModelFamily } from "@turnwise/testkit";
import { describe, expect, it } from "vitest";
import { referencesFor } from "../../../test/references/references.ts";
import { qwen35Family } from "./qwen-3.5-family.ts";

testModelFamily(qwen35Family, {
  references: referencesFor(qwen35Family.templateHashes),
  skip: [{ reason: "the template prints a placeholder that only an image processor can fill", cases: ["image"] }],
  promptDiffers: "every prompt opens a think block, which history lacks",
});

describe("the parts of a Qwen 3.5 conversation", () => {
  it("follows trimmed text and think tags through content parts and arguments", () => {
    const pieces = drawSegments(qwen35Family, {
      messages: [
        {
          role: "user",
          content: [
            { type: "text", text: " Sun" },
            { type: "text", text: "? " },
          ],
        },
        {
          role: "assistant",
          content: [{ text: " <think>\n L" }, { text: "ook.</th" }, { text: "ink>\n\nWait. " }],
          tool_calls: [{ function: { name: "sky", arguments: { at: "noon", "the day": 2, all: true } } }],
        },
      ],
    });
    expect(pieces).toEqual([
      'user[0] header "<|im_start|>user\\n"',
      'user[0] body "Sun" 0.content[0].text@1',
      'user[0] body "?" 0.content[1].text@0',
      'user[0] end "<|im_end|>"',
      'user[0] separator "\\n"',
      'assistant[1] header "<|im_start|>assistant\\n"',
      'assistant[1] header "<think>\\n"',
      'assistant[1] body "L" 1.content[0].text@10',
      'assistant[1] body "ook." 1.content[1].text@0',
      'assistant[1] body "\\n</think>\\n\\n" <reasoning_content>',
      'assistant[1] body "Wait." 1.content[2].text@6',
      'assistant[1] body "\\n\\n<tool_call>\\n<function=" <tool_calls>',
      'assistant[1] body "sky" 1.tool_calls[0].function.name@0',
      'assistant[1] body ">\\n" <tool_calls>',
      'assistant[1] body "<parameter=" <tool_calls>',
      'assistant[1] body "at" 1.tool_calls[0].function.arguments@-1',
      'assistant[1] body ">\\n" <tool_calls>',
      'assistant[1] body "noon" 1.tool_calls[0].function.arguments.at@0',
      'assistant[1] body "\\n</parameter>\\n" <tool_calls>',
      'assistant[1] body "<parameter=" <tool_calls>',
      'assistant[1] body "the day" 1.tool_calls[0].function.arguments@-1',
      'assistant[1] body ">\\n" <tool_calls>',
      'assistant[1] body "2" 1.tool_calls[0].function.arguments["the day"]@-1',
      'assistant[1] body "\\n</parameter>\\n" <tool_calls>',
      'assistant[1] body "<parameter=" <tool_calls>',
      'assistant[1] body "all" 1.tool_calls[0].function.arguments@-1',
      'assistant[1] body ">\\n" <tool_calls>',
      'assistant[1] body "True" 1.tool_calls[0].function.arguments.all@-1',
      'assistant[1] body "\\n</parameter>\\n" <tool_calls>',
      'assistant[1] body "</function>\\n</tool_call>" <tool_calls>',
      'assistant[1] end "<|im_end|>"',
      'assistant[1] separator "\\n"',
    ]);
  });
});
