import { JsonNumber, type Json } from "@turnwise/core";
import { expect, test } from "vitest";
import { pythonTruth } from "./python-truth.ts";

// bool(value) of Python 3.11.
const FALSE: readonly Json[] = [null, false, 0, new JsonNumber("0.0"), new JsonNumber("-0"), "", [], {}, new Map()];
const TRUE: readonly Json[] = [
  true,
  1,
  -0.5,
  new JsonNumber("1.0"),
  "0",
  " ",
  [null],
  [[]],
  { a: 0 },
  new Map([["", 0]]),
];

test.each(FALSE.map((value) => [value]))("%o is false", (value) => expect(pythonTruth(value)).toBe(false));
test.each(TRUE.map((value) => [value]))("%o is true", (value) => expect(pythonTruth(value)).toBe(true));
