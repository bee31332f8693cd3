import { testModelFamily } from "@turnwise/testkit";
import { describe, expect, it } from "vitest";
import { referencesFor } from "../../../test/references/references.ts";
import { printedParts } from "../test/printed-parts.ts";
import { storedReferences } from "../test/stored-references.ts";
import { gemma4Edge } from "./gemma-4-edge-family.ts";

testModelFamily(gemma4Edge, {
  references: [...storedReferences(gemma4Edge.templateHashes), ...referencesFor(gemma4Edge.templateHashes)],
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
    expect(printedParts(gemma4Edge, { messages })).toEqual([
      ["0.assistant.header", "<|turn>model\n"],
      ["0.assistant.body 0.content+0", "Hm."],
      ["0.assistant.body (content)", "\n"],
      ["0.assistant.body (tool_calls)", "<|tool_call>call:"],
      ["0.assistant.body 1.tool_calls[0].function.name+0", "f"],
      ["0.assistant.body (tool_calls)", "{}<tool_call|>"],
      ["0.assistant.end", "<|tool_response>"],
      ["1.tool.header", "response:"],
      ["1.tool.body 1.tool_calls[0].function.name+0", "f"],
      ["1.tool.body (content)", '{value:<|"|>'],
      ["1.tool.body 2.content+0", " 21 "],
      ["1.tool.body (content)", '<|"|>}'],
      ["1.tool.end", "<tool_response|>"],
      ["2.tool.header", "<|tool_response>response:"],
      ["2.tool.body 3.name+0", "g"],
      ["2.tool.body (content)", '{value:<|"|>'],
      ["2.tool.body 3.content[0].text+0", "22"],
      ["2.tool.body (content)", '<|"|>}'],
      ["2.tool.end", "<tool_response|>"],
      ["3.assistant.body 4.content+0", "Done."],
      ["3.assistant.end", "<turn|>"],
      ["3.assistant.separator", "\n"],
    ]);
  });
});
