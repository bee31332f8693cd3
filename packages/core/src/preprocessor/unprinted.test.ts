import { describe, expect, it } from "vitest";
import type { Message } from "../contracts/message.ts";
import type { Conversation } from "../contracts/conversation.ts";
import type { Rendering } from "../contracts/rendering.ts";
import { createRenderingBuilder } from "../rendering/rendering-builder.ts";
import { findUnprinted } from "./unprinted.ts";

function unprinted(conversation: Conversation, full: Rendering): readonly string[] {
  return findUnprinted({ conversation, full, turns: [], prefixes: null, prefill: null }, []).map(
    ({ message }) => message,
  );
}

describe("findUnprinted", () => {
  it("takes no text of the template for data, whatever field it wraps", () => {
    const builder = createRenderingBuilder();
    builder.template("You have tools.", "header", "tools");
    expect(unprinted({ messages: [], tools: ["a"] }, builder.finish())).toEqual(["the template does not print tools"]);
  });

  it("tells fields with a common beginning apart", () => {
    const builder = createRenderingBuilder();
    builder.turn("assistant", [0]);
    for (const field of ["contents", "tool_calls[10].function", "tool_calls[0].function"]) {
      builder.data("x", "body", { message: 0, field, start: 0 });
    }
    const messages: readonly Message[] = [{ role: "assistant", content: "x", tool_calls: [{}, {}] }];
    expect(unprinted({ messages }, builder.finish())).toEqual([
      "the template does not print assistant.content",
      "the template does not print assistant.tool_calls[1]",
    ]);
  });
});
