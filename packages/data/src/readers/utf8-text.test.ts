import { Buffer } from "node:buffer";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { utf8Text } from "./utf8-text.ts";

test("the text is what it was made of, and a byte order mark is a character of it", () => {
  const texts = ["", "a", "é", "\uFEFFa", "日本", "a😀b", "\u{10FFFF}", "\0ÿĀ"];
  for (const text of texts) expect(utf8Text(Buffer.from(text))).toBe(text);
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 200 }), (text) => {
      expect(utf8Text(Buffer.from(text))).toBe(text);
    }),
  );
});

test.each([
  ["a byte that begins nothing", [0x61, 0x80]],
  ["a character cut off", [0xe6, 0x97]],
  ["an overlong form", [0xc0, 0x80]],
  ["half of a surrogate pair", [0xed, 0xa0, 0x80]],
  ["beyond the last code point", [0xf4, 0x90, 0x80, 0x80]],
])("bytes that are no UTF-8 give none: %s", (_, bytes) => {
  expect(utf8Text(Buffer.from(bytes))).toBeUndefined();
});
