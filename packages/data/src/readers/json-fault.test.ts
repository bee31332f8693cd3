import * as fc from "fast-check";
import { expect, test } from "vitest";
import { explainJsonFault } from "./explain-json-fault.ts";
import { findJsonFault } from "./json-fault.ts";

function parses(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

test("finds a fault exactly where JSON.parse does", () => {
  const snippet = fc.constantFrom(
    ..."{}[],:\"'\\ \t\r\n\u0001\u007f\u00a0\u2028\ufeff/#-+.0019eE",
    "null",
    "None",
    "NaN",
    '"a"',
    "\\u12",
    "\\n",
    "🦙",
  );
  const edit = fc.record({
    at: fc.nat(),
    remove: fc.integer({ min: 0, max: 3 }),
    insert: fc.oneof(fc.constant(""), snippet),
  });
  let broken = 0;
  fc.assert(
    fc.property(fc.json({ maxDepth: 4 }), fc.boolean(), fc.array(edit, { maxLength: 2 }), (json, spaced, edits) => {
      let text = spaced ? JSON.stringify(JSON.parse(json), null, "\t") : json;
      for (const { at, remove, insert } of edits) {
        const start = at % (text.length + 1);
        text = text.slice(0, start) + insert + text.slice(start + remove);
      }
      const fault = findJsonFault(text);
      expect(fault === undefined).toBe(parses(text));
      if (fault === undefined) return;
      broken += 1;
      expect(fault.position).toBeLessThanOrEqual(text.length);
      expect(text.slice(fault.position).startsWith(fault.found)).toBe(true);
      // What stands before the fault can be the start of JSON: nothing before it is the fault.
      const before = findJsonFault(text.slice(0, fault.position));
      expect(before === undefined || before.position >= fault.position - 20).toBe(true);
    }),
    { numRuns: 3000, seed: 7 },
  );
  expect(broken).toBeGreaterThan(800);
});

test.each([
  ["{'role': 'user'}", 1, "single quote", "json.dumps"],
  ['{"a": None}', 6, "None is Python, JSON has null", "json.dumps"],
  ['{"a": True}', 6, "True is Python, JSON has true", "json.dumps"],
  ['{"a": NaN}', 6, "NaN is no JSON number", "null"],
  ['{"a": -Infinity}', 6, "-Infinity is no JSON number", "null"],
  ['{"a": 1,}', 8, "a comma before }", "Take the comma out"],
  ["[1, 2, ]", 7, "a comma before ]", "Take the comma out"],
  ['{"a": "x', 8, "ends inside a string", "The line was cut"],
  ['{"a": [1', 8, "ends before the JSON does", "The line was cut"],
  ['{"a": "x\ty"}', 8, "U+0009", "Write it as \\u0009"],
  ['{"a": "\\d"}', 7, "\\d is no JSON escape", "\\\\"],
  ['{"a": 012}', 6, "012 is no JSON number", "leading zeros"],
  ['{"a": 1} // x', 9, "no comments", "Take it out"],
  ['\uFEFF{"a": 1}', 0, "byte order mark", "U+FEFF"],
  ['{"a": 1} {"b": 2}', 9, "follows the JSON value: {", "line of its own"],
  ['{"a": 1}\r{"b": 2}', 9, "follows the JSON value: {", "carriage returns"],
  ['{"a": "say "hi" to"}', 12, "missing before hi", '\\"'],
  ['{"a" 1}', 5, "a colon is missing before 1", '"key": value'],
  ["{a: 1}", 1, "a key in double quotes is missing before a", '"key": value'],
  ["hello", 0, "hello is no JSON value", '{"messages"'],
])("%j is explained", (text, position, rule, cure) => {
  expect(parses(text)).toBe(false);
  const fault = findJsonFault(text);
  expect(fault?.position).toBe(position);
  const message = fault === undefined ? "" : explainJsonFault(text, fault);
  expect(message).toContain(`at column ${position + 1}:`);
  expect(message).toContain(rule);
  expect(message).toContain(cure);
});

test("the excerpt is short, marks the place and prints no control characters", () => {
  const text = `{"a": "${"x".repeat(500)}\u0007${"🦙".repeat(100)}"}`;
  const fault = findJsonFault(text);
  expect(fault?.kind).toBe("control-character");
  const message = fault === undefined ? "" : explainJsonFault(text, fault);
  expect(message).toContain(`…${"x".repeat(30)}»\\u0007🦙`);
  expect(message.length).toBeLessThan(300);
  expect(message).toMatch(/^[^\p{Cc}\p{Surrogate}]*$/u);
});

test("U+001F is the last character that a string must escape", () => {
  expect(findJsonFault('"\u001f"')).toEqual({ kind: "control-character", position: 1, found: "\u001f" });
  expect(findJsonFault('" "')).toBeUndefined();
});

test("very long strings and very deep nesting have faults, too", () => {
  expect(findJsonFault(`{"a": "${"x".repeat(20_000_000)}`)?.kind).toBe("ends-in-string");
  expect(findJsonFault("[".repeat(1_000_000))?.kind).toBe("ends-early");
});
