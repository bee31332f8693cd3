import { createRenderingBuilder } from "@turnwise/core";
import { expect, test } from "vitest";
import { writeJsonText } from "./write-json-text.ts";

// json.dumps(text, ensure_ascii=False) of Python 3.11.
test.each([
  ["", '""'],
  ["a/b", '"a/b"'],
  ['"\\\b\f\n\r\t', '"\\"\\\\\\b\\f\\n\\r\\t"'],
  ["\u0000\u001f\u007f\u0085\u2028\ufeff", '"\\u0000\\u001f\u007f\u0085\u2028\ufeff"'],
  ["é🦙", '"é🦙"'],
])("%j is written as Python's json does", (text, expected) => {
  const builder = createRenderingBuilder();
  writeJsonText(builder, text, 0, "content");
  expect(builder.finish().text).toBe(expected);
});
