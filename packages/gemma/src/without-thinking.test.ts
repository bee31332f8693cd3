import { expect, it } from "vitest";
import { withoutThinking } from "./without-thinking.ts";

/** The texts joined are what the macro `strip_thinking` of Gemma 4's template prints (Jinja2 3.1.6). */
const CASES: readonly (readonly [text: string, printed: string])[] = [
  ["  plain \n", "plain"],
  [" <|channel>thought\nhm<channel|> Par<|channel>x<channel|>is. <|channel>open", "Paris."],
  ["stray<channel|>end ", "strayend"],
  ["a <|channel>b<|channel>c<channel|>d<channel|> e", "a d e"],
  ["<|channel>all<channel|>", ""],
  [" \n<channel|> \t", ""],
];

it.each(CASES)("leaves of %j what the template leaves, where it stood", (text, printed) => {
  const slices = withoutThinking(text);
  expect(slices.map((slice) => slice.text).join("")).toBe(printed);
  for (const slice of slices) expect(text.startsWith(slice.text, slice.start)).toBe(true);
});
