import { expect, test } from "vitest";
import { IntegerList } from "./integer-list.ts";

test("integers that were taken are no longer the list's, whether the list was full or not", () => {
  const list = new IntegerList();
  for (const count of [0, 1, 255, 256, 257, 300, 290, 5000, 5100, 10, 2_000_000, 3]) {
    for (let value = 0; value < count; value++) list.push(value);
    const taken = list.take();
    expect(list.length).toBe(0);
    list.push(-1);
    list.length = 0;
    expect(taken.length).toBe(count);
    expect(taken.every((value, index) => value === index)).toBe(true);
  }
});

test("appends a part of a memory, with a number added", () => {
  const list = new IntegerList();
  const words = Int32Array.from({ length: 1000 }, (_, index) => index);
  list.append(words, 1, 3, 0);
  list.append(words, 5, 5, 7);
  list.append(words, 10, 1000, 100);
  expect(list.take()).toEqual(
    Int32Array.of(1, 2, ...words.subarray(110), ...Array.from({ length: 100 }, (_, at) => 1000 + at)),
  );
});
