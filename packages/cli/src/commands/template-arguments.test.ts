import { JsonNumber } from "@turnwise/core";
import { expect, test } from "vitest";
import { readTemplateArguments } from "./template-arguments.ts";

test("a value is JSON where it is JSON, else text; numbers keep how they are written", () => {
  const given = [
    "enable_thinking=false",
    "date_string=26 Jul 2024",
    "empty=",
    "formula=a=b",
    'quoted="x"',
    "count=3",
    "share=1.0",
    'nested={"a": [null]}',
  ];
  expect(readTemplateArguments(given)).toEqual({
    enable_thinking: false,
    date_string: "26 Jul 2024",
    empty: "",
    formula: "a=b",
    quoted: "x",
    count: 3,
    share: new JsonNumber("1.0"),
    nested: { a: [null] },
  });
});

test.each([["enable_thinking"], ["=false"], ["enable thinking=false"], ["a.b=1"]])("%s is refused", (pair) => {
  expect(() => readTemplateArguments([pair])).toThrow(/must be a name and a value, such as enable_thinking=false/);
});

test("a name given twice is refused", () => {
  expect(() => readTemplateArguments(["a=1", "a=2"])).toThrow("--template-arg a is given twice");
});
