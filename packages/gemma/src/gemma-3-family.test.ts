import { testModelFamily } from "@turnwise/testkit";
import { describe, expect, it } from "vitest";
import { referencesFor } from "../../../test/references/references.ts";
import { printedParts } from "../test/printed-parts.ts";
import { storedReferences } from "../test/stored-references.ts";
import { gemma3 } from "./gemma-3-family.ts";

testModelFamily(gemma3, {
  references: [...storedReferences(gemma3.templateHashes), ...referencesFor(gemma3.templateHashes)],
});

describe("gemma-3", () => {
  it("begins the first user turn with the system message, untrimmed", () => {
    const messages = [
      { role: "system", content: " Be brief.\n" },
      { role: "user", content: "\n Hi " },
      { role: "assistant", content: " Hello\n" },
    ];
    expect(printedParts(gemma3, { messages })).toEqual([
      ["0.user.header", "<start_of_turn>user\n"],
      ["0.user.body 0.content+0", " Be brief.\n"],
      ["0.user.body", "\n\n"],
      ["0.user.body 1.content+2", "Hi"],
      ["0.user.end", "<end_of_turn>"],
      ["0.user.separator", "\n"],
      ["1.assistant.header", "<start_of_turn>model\n"],
      ["1.assistant.body 2.content+1", "Hello"],
      ["1.assistant.end", "<end_of_turn>"],
      ["1.assistant.separator", "\n"],
    ]);
  });

  it("names the image that it cannot print, and the roles that it knows", () => {
    const image = [{ role: "user", content: [{ type: "image" }] }];
    expect(() => printedParts(gemma3, { messages: image })).toThrow(
      expect.objectContaining({ code: "unsupported-part", at: { message: 0, field: "content[0]" } }),
    );
    expect(() => printedParts(gemma3, { messages: [{ role: "critic", content: "a" }] })).toThrow(
      'gemma-3: message 0 has role "critic"; this family knows system, user, assistant, tool. Map it with --role critic=user.',
    );
  });
});
