import type { PackingStrategy } from "../contracts/packing-strategy.ts";
import { byDescendingLength } from "./by-length.ts";
import { CheapestFirst } from "./cheapest-first.ts";

/**
 * Packs of like cost: attention costs the square of an example's length, so that a pack of one long example takes longer than one of
 * many short ones, and all devices of a step wait for it. From the longest example to the shortest, each goes into the cheapest pack
 * that has room; there are as many packs as the tokens need, and more where none has room.
 *
 * A pack without room for the present length waits, listed by its room, until examples are that short: they only get shorter.
 */
export const balancedPacking: PackingStrategy = {
  name: "balanced",
  description: "packs of like attention cost (sum of squared lengths); some are less full",
  assign(lengths, capacity) {
    const tokens = lengths.reduce((sum, length) => sum + length, 0);
    const packOf = new Int32Array(lengths.length);
    const open = new CheapestFirst();
    const rooms: number[] = [];
    const waiting: number[][] = [];
    const openPack = (): number => rooms.push(capacity) - 1;
    for (let pack = Math.ceil(tokens / capacity); pack > 0; pack--) open.add(openPack(), 0);
    const costs: number[] = rooms.map(() => 0);
    let shortest = capacity;
    for (const example of byDescendingLength(lengths, capacity)) {
      const length = lengths[example] ?? 0;
      for (; shortest > length; shortest--) {
        for (const pack of waiting[shortest - 1] ?? []) open.add(pack, costs[pack] ?? 0);
        waiting[shortest - 1] = [];
      }
      let pack = open.takeCheapest();
      while (pack >= 0 && (rooms[pack] ?? 0) < length) {
        (waiting[rooms[pack] ?? 0] ??= []).push(pack);
        pack = open.takeCheapest();
      }
      if (pack < 0) pack = openPack();
      packOf[example] = pack;
      rooms[pack] = (rooms[pack] ?? 0) - length;
      costs[pack] = (costs[pack] ?? 0) + length * length;
      open.add(pack, costs[pack] ?? 0);
    }
    return packOf;
  },
};
