import { drawSegments, testModelFamily } from "@turnwise/testkit";
import { describe, expect, it } from "vitest";
import { referencesFor } from "../../../test/references/references.ts";
import { gemma4 } from "./gemma-4-family.ts";

testModelFamily(gemma4, {
  references: referencesFor(gemma4.templateHashes),
  promptDiffers: "the generation prompt opens and closes a thought, which the history does not print",
});

const CALL = { id: "c1", type: "function", function: { name: "f", arguments: { b: "x", A: [1] } } };

describe("gemma-4", () => {
  it("keeps the syntax of a call apart from its data, and a prompted thought out of the body", () => {
    const messages = [
      { role: "user", content: "Go" },
      { role: "assistant", content: " <|channel>t<channel|> Hm. ", reasoning_content: "why", tool_calls: [CALL] },
    ];
    const assistant = drawSegments(gemma4, { messages }).slice(5);
    expect(assistant).toEqual([
      'assistant[1] header "<|turn>model\\n<|channel>thought\\n"',
      'assistant[1] body "why" 1.reasoning_content@0',
      'assistant[1] body "<channel|>" <reasoning_content>',
      'assistant[1] body "<|tool_call>call:" <tool_calls>',
      'assistant[1] body "f" 1.tool_calls[0].function.name@0',
      'assistant[1] body "{" <tool_calls>',
      'assistant[1] body "A" 1.tool_calls[0].function.arguments@-1',
      'assistant[1] body ":[" <tool_calls>',
      'assistant[1] body "1" 1.tool_calls[0].function.arguments@-1',
      'assistant[1] body "]," <tool_calls>',
      'assistant[1] body "b" 1.tool_calls[0].function.arguments@-1',
      'assistant[1] body ":<|\\"|>" <tool_calls>',
      'assistant[1] body "x" 1.tool_calls[0].function.arguments@-1',
      'assistant[1] body "<|\\"|>}<tool_call|>" <tool_calls>',
      'assistant[1] body "Hm." 1.content@23',
      'assistant[1] end "<turn|>"',
      'assistant[1] separator "\\n"',
    ]);
    const thinking = drawSegments(gemma4, { messages, templateArguments: { enable_thinking: true } });
    expect(thinking).toContain('assistant[1] header "<|turn>model\\n"');
    expect(thinking).toContain('assistant[1] body "<|channel>thought\\n" <reasoning_content>');
  });

  it("gives responses inside an assistant's message a tool's turn", () => {
    const responses = [{ name: "f", response: "ok" }];
    const messages = [{ role: "assistant", content: "Done.", tool_calls: [CALL], tool_responses: responses }];
    expect(drawSegments(gemma4, { messages }).slice(-10)).toEqual([
      'assistant[0] end "<|tool_response>"',
      'tool[0] header "response:"',
      'tool[0] body "f" 0.tool_responses[0].name@0',
      'tool[0] body "{value:<|\\"|>" <tool_responses>',
      'tool[0] body "ok" 0.tool_responses[0].response@-1',
      'tool[0] body "<|\\"|>}" <tool_responses>',
      'tool[0] end "<tool_response|>"',
      'assistant[0] body "Done." 0.content@0',
      'assistant[0] end "<turn|>"',
      'assistant[0] separator "\\n"',
    ]);
  });
});
