import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Json } from "../contracts/json.ts";
import { JsonNumber } from "./json-number.ts";
import { entriesOf, isJsonArray, isJsonObject, valueAt } from "./json-object.ts";
import { parseJson } from "./parse-json.ts";
import { pythonJson } from "./python-json.ts";

/** What JSON.parse would have given. */
function plain(value: Json): unknown {
  if (value instanceof JsonNumber) return value.valueOf();
  if (isJsonArray(value)) return value.map(plain);
  if (!isJsonObject(value)) return value;
  return Object.fromEntries([...entriesOf(value)].map(([key, item]) => [key, plain(item)]));
}

function nested(depth: number, core: string): string {
  return "[".repeat(depth) + core + "]".repeat(depth);
}

function isMap(text: string): boolean {
  return parseJson(text) instanceof Map;
}

describe("parseJson", () => {
  it("keeps the text of numbers that JavaScript would print otherwise", () => {
    for (const lexeme of ["2.0", "1e5", "9007199254740993", "1E400", "-0.0", "0.10"]) {
      expect(parseJson(`[${lexeme}]`)).toEqual([new JsonNumber(lexeme)]);
      expect(parseJson(lexeme)).toEqual(new JsonNumber(lexeme));
      expect(valueAt(parseJson(`{"n":\n${lexeme}}`) as never, "n")).toEqual(new JsonNumber(lexeme));
    }
    expect(parseJson("[2.5, 9007199254740991, 0.001]")).toEqual([2.5, 9007199254740991, 0.001]);
  });

  it("gives plain objects where nothing can be lost", () => {
    const text = '{"role":"user","n":[1,-2,999999999999999],"a1":{"x":null}}';
    expect(parseJson(text)).toStrictEqual(JSON.parse(text));
  });

  it.each(['{"a":2.0}', '{"1":0}', '{"a":{"\\u0031":0}}', '{"12" : 0}', '{"a":[1,9007199254740993]}', '{"a":-0}'])(
    "notices what JSON.parse would lose in %s",
    (text) => expect(isMap(text)).toBe(true),
  );

  it("gives the same values where the scan was wrong to look closer", () => {
    for (const text of ['{"a":"see: 2.0, 1e5"}', '{"a":"[1.5]"}', '{"a":"\\"1\\": "}', '{"a":"x, 1234567890123456"}']) {
      expect(plain(parseJson(text))).toEqual(JSON.parse(text));
    }
  });

  it("keeps the first place and the last value of a repeated key, as Python does", () => {
    expect([...entriesOf(parseJson('{"a":1.0,"b":2,"a":3}') as never)]).toEqual([
      ["a", 3],
      ["b", 2],
    ]);
  });

  it("reads keys that objects inherit as data", () => {
    for (const number of ["1", "1.5"]) {
      const value = parseJson(`{"__proto__":{"admin":${number}},"constructor":2}`);
      expect(isJsonObject(value) && plain(valueAt(value, "__proto__") ?? null)).toEqual({ admin: Number(number) });
      expect(isJsonObject(value) && valueAt(value, "constructor")).toBe(2);
      expect(isJsonObject(value) && valueAt(value, "toString")).toBeUndefined();
    }
    expect(({} as { admin?: unknown }).admin).toBeUndefined();
  });

  it.each(["", "{", "[1.0,]", "// c\n1.0", "{'a':1.0}", "[1.0] x", "01.0", "NaN", "[1.]"])(
    "refuses %j as JSON.parse does",
    (text) => expect(() => parseJson(text)).toThrow(SyntaxError),
  );

  it("reads nesting of a thousand levels and refuses what no stack can hold", () => {
    expect(pythonJson(parseJson(nested(1000, "2.0")))).toBe(nested(1000, "2.0"));
    expect(() => parseJson(nested(200_000, "2.0"))).toThrow(SyntaxError);
  });
});

describe("whatever the text, parseJson and pythonJson lose nothing", () => {
  const number = fc.oneof(
    fc.constantFrom("2.0", "-0", "1e5", "9007199254740993", "0.10"),
    fc.maxSafeInteger().map(String),
    fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => JSON.stringify(value)),
  );
  const key = fc.oneof(fc.nat(99).map(String), fc.string({ unit: "grapheme", maxLength: 3 }), fc.constant("__proto__"));
  const { text } = fc.letrec<{ text: string }>((tie) => ({
    text: fc.oneof(
      { maxDepth: 4 },
      number,
      fc.constantFrom("null", "true", '"\\u0031"', '": 1.5"'),
      fc.string({ unit: "grapheme" }).map((value) => JSON.stringify(value)),
      fc.array(tie("text"), { maxLength: 4 }).map((items) => `[${items.join(",")}]`),
      fc
        .array(fc.tuple(key, tie("text")), { maxLength: 4 })
        .map((entries) => `{${entries.map(([name, item]) => `${JSON.stringify(name)} : ${item}`).join(" ,")}}`),
    ),
  }));

  it("is what JSON.parse gives but for the kept texts, and printing is stable", () => {
    fc.assert(
      fc.property(text, (source) => {
        const printed = pythonJson(parseJson(source));
        expect(plain(parseJson(source))).toEqual(JSON.parse(source));
        expect(pythonJson(parseJson(printed))).toBe(printed);
      }),
      { numRuns: 500 },
    );
  });
});
