import { testModelFamily } from "@turnwise/testkit";
import { describe, expect, it } from "vitest";
import { referencesFor } from "../../../test/references/references.ts";
import { printedParts } from "../test/printed-parts.ts";
import { storedReferences } from "../test/stored-references.ts";
import { gemma4 } from "./gemma-4-family.ts";

testModelFamily(gemma4, {
  references: [...storedReferences(gemma4.templateHashes), ...referencesFor(gemma4.templateHashes)],
  promptDiffers: "the generation prompt opens and closes a thought, which the history does not print",
});

const CALL = { id: "c1", type: "function", function: { name: "f", arguments: { b: "x", A: [1] } } };

describe("gemma-4", () => {
  it("keeps the syntax of a call apart from its data, and a prompted thought out of the body", () => {
    const messages = [
      { role: "user", content: "Go" },
      { role: "assistant", content: " <|channel>t<channel|> Hm. ", reasoning_content: "why", tool_calls: [CALL] },
    ];
    const assistant = printedParts(gemma4, { messages }).slice(4);
    expect(assistant).toEqual([
      ["1.assistant.header", "<|turn>model\n<|channel>thought\n"],
      ["1.assistant.body 1.reasoning_content+0", "why"],
      ["1.assistant.body (reasoning_content)", "<channel|>"],
      ["1.assistant.body (tool_calls)", "<|tool_call>call:"],
      ["1.assistant.body 1.tool_calls[0].function.name+0", "f"],
      ["1.assistant.body (tool_calls)", "{"],
      ["1.assistant.body 1.tool_calls[0].function.arguments", "A"],
      ["1.assistant.body (tool_calls)", ":["],
      ["1.assistant.body 1.tool_calls[0].function.arguments", "1"],
      ["1.assistant.body (tool_calls)", "],"],
      ["1.assistant.body 1.tool_calls[0].function.arguments", "b"],
      ["1.assistant.body (tool_calls)", ':<|"|>'],
      ["1.assistant.body 1.tool_calls[0].function.arguments", "x"],
      ["1.assistant.body (tool_calls)", '<|"|>}<tool_call|>'],
      ["1.assistant.body 1.content+23", "Hm."],
      ["1.assistant.end", "<turn|>"],
      ["1.assistant.separator", "\n"],
    ]);
    const thinking = printedParts(gemma4, { messages, templateArguments: { enable_thinking: true } });
    expect(thinking).toContainEqual(["2.assistant.header", "<|turn>model\n"]);
    expect(thinking).toContainEqual(["2.assistant.body (reasoning_content)", "<|channel>thought\n"]);
  });

  it("gives responses inside an assistant's message a tool's turn", () => {
    const responses = [{ name: "f", response: "ok" }];
    const messages = [{ role: "assistant", content: "Done.", tool_calls: [CALL], tool_responses: responses }];
    expect(printedParts(gemma4, { messages }).slice(-10)).toEqual([
      ["0.assistant.end", "<|tool_response>"],
      ["1.tool.header", "response:"],
      ["1.tool.body 0.tool_responses[0].name+0", "f"],
      ["1.tool.body (tool_responses)", '{value:<|"|>'],
      ["1.tool.body 0.tool_responses[0].response", "ok"],
      ["1.tool.body (tool_responses)", '<|"|>}'],
      ["1.tool.end", "<tool_response|>"],
      ["2.assistant.body 0.content+0", "Done."],
      ["2.assistant.end", "<turn|>"],
      ["2.assistant.separator", "\n"],
    ]);
  });
});
