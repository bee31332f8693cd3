import { readFileSync } from "node:fs";
import { isJsonArray, isJsonObject, parseJson, pythonJson, valueAt, type Json } from "@turnwise/core";
import { expect, test } from "vitest";
import { DiagnosticCounter } from "./diagnostic-counter.ts";
import { readMessage } from "./read-message.ts";

const oracle: Json = parseJson(readFileSync(new URL("read-message.oracle.json", import.meta.url), "utf8"));
const version = isJsonObject(oracle) ? String(valueAt(oracle, "transformers")) : "";
const cases = isJsonObject(oracle) ? valueAt(oracle, "cases") : undefined;

test(`a template sees what transformers ${version} shows it, byte for byte and in that order`, () => {
  const list = isJsonArray(cases) ? cases : [];
  expect(list.length).toBe(15);
  for (const item of list) {
    const message = isJsonObject(item) ? valueAt(item, "message") : undefined;
    const sees = isJsonObject(item) ? valueAt(item, "template_sees") : undefined;
    const read = readMessage(message ?? null, 0, new DiagnosticCounter());
    const seen = Object.entries(read).flatMap(([key, value]) => (value === undefined ? [] : [[key, value] as const]));
    expect(pythonJson(new Map(seen))).toBe(withContent(String(sees)));
  }
});

/** The one stated difference: content that transformers leaves out beside tool calls is an empty text here. */
function withContent(sees: string): string {
  return sees.includes('"content": ') ? sees : sees.replace(/}$/, ', "content": ""}');
}

test("a key __proto__ is a key", () => {
  const read = readMessage(
    parseJson('{"role": "user", "content": "x", "__proto__": {"a": 1}}'),
    0,
    new DiagnosticCounter(),
  );
  expect(Object.keys(read)).toEqual(["role", "content", "__proto__"]);
  expect(Object.getPrototypeOf(read)).toBe(Object.prototype);
});
