import { parseJson } from "@turnwise/core";
import { describe, expect, it } from "vitest";
import { isTruthy, pythonText } from "./python-text.ts";

/** Made by CPython 3.11: `print(str(json.loads(text)))`. */
const PRINTED: readonly (readonly [json: string, printed: string])[] = [
  ['"a"', "a"],
  ["null", "None"],
  ["true", "True"],
  ["5", "5"],
  ["2.0", "2.0"],
  ["1e-7", "1e-07"],
  ["9007199254740993", "9007199254740993"],
  ['["a", null, false]', "['a', None, False]"],
  ['{"b": {"2": 1, "1": [2.50]}}', "{'b': {'2': 1, '1': [2.5]}}"],
  [
    '["it\'s", "\\"q\\"", "it\'s \\"q\\"", "\\\\", "\\n\\r\\t\\u0000\\u007f\\u0085"]',
    "[\"it's\", '\"q\"', 'it\\'s \"q\"', '\\\\', '\\n\\r\\t\\x00\\x7f\\x85']",
  ],
  [
    '["\\u00a0", "\\u00ad", "\\u2028", "\\ufeff", "\\ue000", "\\ud83e\\udd99", "\\udb40\\udc01", "\\u00e9"]',
    "['\\xa0', '\\xad', '\\u2028', '\\ufeff', '\\ue000', '\ud83e\udd99', '\\U000e0001', '\u00e9']",
  ],
  ["[]", "[]"],
  ["{}", "{}"],
];

describe("pythonText", () => {
  it.each(PRINTED)("prints %s as Python does", (json, printed) => {
    expect(pythonText(parseJson(json))).toBe(printed);
  });
  it("prints nothing for what is absent", () => {
    expect(pythonText(undefined)).toBe("");
  });
});

describe("isTruthy", () => {
  it("takes for false what Python does", () => {
    const falsy = ["null", "false", "0", "0.0", '""', "[]", "{}"].map(parseJson);
    const truthy = ["true", "1", "0.5", '" "', "[0]", '{"a": null}', '"0"'].map(parseJson);
    expect([undefined, ...falsy].filter(isTruthy)).toEqual([]);
    expect(truthy.filter((value) => !isTruthy(value))).toEqual([]);
  });
});
