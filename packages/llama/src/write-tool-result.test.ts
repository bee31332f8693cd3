import { createRenderingBuilder, type Json, type Message } from "@turnwise/core";
import { expect, test } from "vitest";
import { writeToolResult } from "./write-tool-result.ts";

function written(content: readonly Json[] | string | null): string {
  const builder = createRenderingBuilder();
  const message: Message = { role: "tool", content };
  writeToolResult("f", builder, message, 3);
  return builder.finish().text;
}

// json.dumps(content, ensure_ascii=False) of Python 3.11.
test("prints a list as JSON, whatever its items are about", () => {
  expect(written([{ type: "restaurant", name: "é" }, 1])).toBe('[{"type": "restaurant", "name": "é"}, 1]');
});

test("refuses images and other media, and no content", () => {
  for (const type of ["image", "image_url", "input_audio", "video"]) {
    const at = { message: 3, field: "content[1]" };
    expect(() => written(["a", { type }])).toThrow(expect.objectContaining({ code: "unsupported-part", at }));
  }
  expect(() => written(null)).toThrow('message 3 is a tool result without text. Write its content as a string, "" for');
});
