import { isUtf8 } from "node:buffer";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import oracle from "./utf8-fault.oracle.json" with { type: "json" };
import { findUtf8Fault } from "./utf8-fault.ts";

test(`stops where CPython ${oracle.python} stops`, () => {
  expect(oracle.cases.length).toBe(400);
  for (const [hex, position, reason] of oracle.cases) {
    const fault = findUtf8Fault(Buffer.from(String(hex), "hex"));
    expect([hex, fault?.position ?? null, fault?.reason ?? null]).toEqual([hex, position, reason]);
  }
});

test("finds a fault exactly where Node says that there is one", () => {
  const byte = fc.oneof(fc.integer({ min: 0x7e, max: 0xff }), fc.constantFrom(0x80, 0xbf, 0xe0, 0xed, 0xf0, 0xf4));
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 6 }), fc.array(byte, { maxLength: 6 }), (left, right) => {
      const bytes = Uint8Array.from([...left, ...right]);
      expect(findUtf8Fault(bytes) === undefined).toBe(isUtf8(bytes));
    }),
    { numRuns: 2000 },
  );
});
