import { describe, expect, it } from "vitest";
import { createRenderingBuilder } from "../rendering/rendering-builder.ts";
import { findUnprinted } from "./unprinted.ts";

describe("findUnprinted", () => {
  it("takes no text of the template for data, whatever field it wraps", () => {
    const builder = createRenderingBuilder();
    builder.template("You have tools.", "header", "tools");
    const { diagnostics } = findUnprinted({ messages: [], tools: ["a"] }, builder.finish());
    expect(diagnostics).toMatchObject([{ code: "not-printed", message: "the template does not print tools" }]);
  });

  it("tells fields with a common beginning apart", () => {
    const builder = createRenderingBuilder();
    builder.turn("assistant", [0]);
    for (const field of ["contents", "tool_calls[10].function", "tool_calls[0].function"]) {
      builder.data("x", "body", { message: 0, field, start: 0 });
    }
    const messages = [{ role: "assistant", content: "x", tool_calls: [{}, {}] }];
    const { droppedTurns, diagnostics } = findUnprinted({ messages }, builder.finish());
    expect([[...droppedTurns], diagnostics.map(({ code, count }) => [code, count])]).toEqual([[0], [["dropped", 1]]]);
    const one = findUnprinted({ messages: [{ role: "assistant", content: "x", tool_calls: [{}] }] }, builder.finish());
    expect(one.diagnostics).toMatchObject([{ message: "the template does not print assistant.content" }]);
  });
});
