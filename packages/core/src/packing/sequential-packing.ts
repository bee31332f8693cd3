import type { PackingStrategy } from "../contracts/packing-strategy.ts";

/** Next fit: examples stay in the order of the data set, and a pack ends where the next one does not fit. */
export const sequentialPacking: PackingStrategy = {
  name: "sequential",
  description: "in the order of the data set; a pack ends where the next example does not fit",
  assign(lengths, capacity) {
    let pack = 0;
    let used = 0;
    return lengths.map((length) => {
      if (used + length > capacity) {
        pack++;
        used = 0;
      }
      used += length;
      return pack;
    });
  },
};
