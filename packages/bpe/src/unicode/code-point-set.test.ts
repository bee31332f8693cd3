import { array, assert, constantFrom, nat, oneof, property, tuple } from "fast-check";
import { describe, expect, it } from "vitest";
import {
  complement,
  contains,
  EVERY_CODE_POINT,
  intersection,
  NO_CODE_POINT,
  rangeOf,
  union,
  unionOf,
} from "./code-point-set.ts";

const codePoint = oneof(nat(40), nat(0x10ffff), constantFrom(0, 0x10ffff));
const codePointSet = array(tuple(codePoint, nat(20))).map((ranges) =>
  unionOf(ranges.map(([first, length]) => rangeOf(first, Math.min(first + length, 0x10ffff)))),
);

describe("sets of code points", () => {
  it("hold what their ranges hold", () => {
    assert(
      property(codePointSet, codePointSet, array(codePoint), (left, right, points) => {
        for (const point of [...points, ...left, ...right].filter((place) => place < 0x110000)) {
          expect(contains(union(left, right), point)).toBe(contains(left, point) || contains(right, point));
          expect(contains(intersection(left, right), point)).toBe(contains(left, point) && contains(right, point));
          expect(contains(complement(left), point)).toBe(!contains(left, point));
        }
      }),
    );
  });

  it("have one form each: ascending, no place twice", () => {
    assert(
      property(codePointSet, codePointSet, (left, right) => {
        for (const set of [union(left, right), intersection(left, right), complement(left)]) {
          expect(set).toEqual([...new Set(set)].toSorted((a, b) => a - b));
          expect(set.length % 2).toBe(0);
        }
        expect(complement(complement(left))).toEqual(left);
        expect(union(left, complement(left))).toEqual(EVERY_CODE_POINT);
        expect(intersection(left, complement(left))).toEqual(NO_CODE_POINT);
      }),
    );
  });

  it("are drawn as in their doc comment", () => {
    expect(union(rangeOf(0x61, 0x7a), rangeOf(0x212a, 0x212a))).toEqual([0x61, 0x7b, 0x212a, 0x212b]);
  });
});
