import { drawSegments, testModelFamily } from "@turnwise/testkit";
import { describe, expect, it } from "vitest";
import { referencesFor } from "../../../test/references/references.ts";
import { gemma4Edge } from "./gemma-4-edge-family.ts";

testModelFamily(gemma4Edge, {
  references: referencesFor(gemma4Edge.templateHashes),
});

describe("gemma-4-edge", () => {
  it("ends a call with the token that opens its result, and goes on without a header", () => {
    const messages = [
      { role: "assistant", content: "Hm." },
      {
        role: "assistant",
        content: "",
        tool_calls: [{ id: "c1", type: "function", function: { name: "f", arguments: {} } }],
      },
      { role: "tool", tool_call_id: "c1", content: " 21 " },
      { role: "tool", name: "g", content: [{ type: "text", text: "22" }] },
      { role: "assistant", content: "Done." },
    ];
    expect(drawSegments(gemma4Edge, { messages })).toEqual([
      '- preamble "<s>"',
      'assistant[0,1] header "<|turn>model\\n"',
      'assistant[0,1] body "Hm." 0.content@0',
      'assistant[0,1] body "\\n" <content>',
      'assistant[0,1] body "<|tool_call>call:" <tool_calls>',
      'assistant[0,1] body "f" 1.tool_calls[0].function.name@0',
      'assistant[0,1] body "{}<tool_call|>" <tool_calls>',
      'assistant[0,1] end "<|tool_response>"',
      'tool[2] header "response:"',
      'tool[2] body "f" 1.tool_calls[0].function.name@0',
      'tool[2] body "{value:<|\\"|>" <content>',
      'tool[2] body " 21 " 2.content@0',
      'tool[2] body "<|\\"|>}" <content>',
      'tool[2] end "<tool_response|>"',
      'tool[3] header "<|tool_response>response:"',
      'tool[3] body "g" 3.name@0',
      'tool[3] body "{value:<|\\"|>" <content>',
      'tool[3] body "22" 3.content[0].text@0',
      'tool[3] body "<|\\"|>}" <content>',
      'tool[3] end "<tool_response|>"',
      'assistant[4] body "Done." 4.content@0',
      'assistant[4] end "<turn|>"',
      'assistant[4] separator "\\n"',
    ]);
  });
});
