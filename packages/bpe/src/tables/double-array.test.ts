import { expect, test } from "vitest";
import { buildDoubleArray } from "./double-array.ts";

function find(nodes: Int32Array, bytes: Uint8Array): number {
  let node = 0;
  for (const byte of bytes) {
    const child = (nodes[3 * node] ?? 0) + byte;
    if (child >= nodes.length / 3) throw new RangeError("a child outside of the table");
    if (nodes[3 * child + 1] !== node) return -1;
    node = child;
  }
  return nodes[3 * node + 2] ?? -1;
}

test("finds every string, the first of equal ones, and no other", () => {
  let state = 1;
  const random = (limit: number): number => (state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0) % limit;
  const strings = Array.from({ length: 3000 }, (_, index) => ({
    bytes: Uint8Array.from({ length: 1 + random(6) }, () => (random(3) === 0 ? random(256) : 60 + random(3))),
    index,
  }));
  const nodes = buildDoubleArray(strings);
  const first = new Map<string, number>();
  for (const { bytes, index } of strings) if (!first.has(bytes.join())) first.set(bytes.join(), index);
  for (const { bytes } of strings) {
    expect(find(nodes, bytes)).toBe(first.get(bytes.join()));
    for (const other of [bytes.subarray(1), bytes.subarray(0, -1), Uint8Array.of(...bytes, random(256))]) {
      expect(find(nodes, other)).toBe(first.get(other.join()) ?? -1);
    }
  }
  expect(nodes.length / 3).toBeLessThan(3 * strings.length);
});
