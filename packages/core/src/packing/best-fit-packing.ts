import type { PackingStrategy } from "../contracts/packing-strategy.ts";
import { byDescendingLength } from "./by-length.ts";
import { SortedNumbers } from "./sorted-numbers.ts";

/**
 * Best fit decreasing: from the longest example to the shortest, each into the pack that it fills best, over the whole data set.
 * Chat data fills packs to 99.9 % and more. Takes 12 bytes an example besides the answer.
 *
 * Packs with the same room left are a list; a set of the rooms that occur finds the smallest that is large enough.
 */
export const bestFitPacking: PackingStrategy = {
  name: "best-fit",
  description: "best fit decreasing over the whole data set: fewest packs",
  assign(lengths, capacity) {
    const packOf = new Int32Array(lengths.length);
    const rooms = new SortedNumbers(capacity);
    const lastWithRoom = new Int32Array(capacity + 1).fill(-1);
    const nextWithRoom = new Int32Array(lengths.length).fill(-1);
    let packs = 0;
    for (const example of byDescendingLength(lengths, capacity)) {
      const length = lengths[example] ?? 0;
      let room = rooms.atLeast(length);
      let pack = room < 0 ? -1 : (lastWithRoom[room] ?? -1);
      if (pack < 0) {
        pack = packs++;
        room = capacity;
      } else {
        const next = nextWithRoom[pack] ?? -1;
        lastWithRoom[room] = next;
        if (next < 0) rooms.delete(room);
      }
      packOf[example] = pack;
      const left = room - length;
      if (left === 0) continue;
      nextWithRoom[pack] = lastWithRoom[left] ?? -1;
      lastWithRoom[left] = pack;
      rooms.add(left);
    }
    return packOf;
  },
};
