import { expect, test } from "vitest";
import { GrowingBytes } from "./growing-bytes.ts";

test("grows with whatever is written when it is full", () => {
  const full = 1 << 16;
  const writes: readonly ((bytes: GrowingBytes) => void)[] = [
    (bytes) => bytes.byte(7),
    (bytes) => bytes.varint(7),
    (bytes) => bytes.uint32(7),
    (bytes) => bytes.words(Int32Array.of(7)),
  ];
  for (const write of writes) {
    const bytes = new GrowingBytes();
    bytes.bytes(new Uint8Array(full).fill(1));
    write(bytes);
    expect([...bytes.written().subarray(full - 1, full + 1)]).toEqual([1, 7]);
  }
});
