import { describe, expect, it } from "vitest";
import oracle from "./python-strip.oracle.json" with { type: "json" };
import { pythonLeftStrip, pythonRightStrip, pythonStrip } from "./python-strip.ts";

/** Expected values: CPython's str.strip, asked by python-strip.oracle.py. */
describe(`white space as Python ${oracle.python} (Unicode ${oracle.unicode}) has it`, () => {
  it("is stripped on both sides, for every code point", () => {
    const stripped: number[] = [];
    for (let point = 0; point <= 0x10ffff; point++) {
      const character = String.fromCodePoint(point);
      const length = character.length;
      const { text, start } = pythonStrip(`${character}a${character}`);
      if (text === "a" && start === length) stripped.push(point);
      else if (text.length !== 1 + 2 * length || start !== 0) stripped.push(-point);
    }
    expect(stripped).toEqual(oracle.white_space);
  });
});

describe("pythonStrip, pythonLeftStrip, pythonRightStrip", () => {
  it.each(oracle.cases)("strips $text of $characters", ({ text, characters, ...expected }) => {
    const given: [string, string?] = characters === null ? [text] : [text, characters];
    expect(pythonStrip(...given).text).toBe(expected.strip);
    expect(pythonLeftStrip(...given).text).toBe(expected.lstrip);
    expect(pythonRightStrip(...given)).toBe(expected.rstrip);
    for (const { text: rest, start } of [pythonStrip(...given), pythonLeftStrip(...given)]) {
      expect(text.slice(start, start + rest.length)).toBe(rest);
    }
  });
});
