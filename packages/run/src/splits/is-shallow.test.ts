import { expect, test } from "vitest";
import { isShallow } from "./is-shallow.ts";

test.each([
  ["[".repeat(500) + "]".repeat(500), true],
  ["[".repeat(501) + "]".repeat(501), false],
  ['{"a":'.repeat(501) + "1" + "}".repeat(501), false],
  [`[${"[],".repeat(1000)}1]`, true],
  [JSON.stringify(`${"[".repeat(1000)}\\"${"{".repeat(1000)}`), true],
  [`{"a":"\\\\","b":${"[".repeat(600)}${"]".repeat(600)}}`, false],
])("%.20s…: %j", (json, expected) => expect(isShallow(json)).toBe(expected));
