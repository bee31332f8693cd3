import { isAscii, wordAt } from "./unaligned.ts";

/**
 * Between offsets in UTF-16 units and addresses in UTF-8. A place inside of a character counts as the one behind it.
 *
 * ```
 * bytes   a │ C3 A9 │ E2 82 AC │ F0 9F 98 80 │
 * units   0 │ 1     │ 2        │ 3           │ 5
 * ```
 */

/** Ascending offsets from `start` on to addresses, in place. Those behind the text are its end. */
export function toAddresses(
  bytes: Uint8Array,
  words: Int32Array,
  start: number,
  end: number,
  offsets: Int32Array,
): void {
  let at = start;
  let unit = 0;
  for (let i = 0; i < offsets.length; i++) {
    const offset = offsets[i] ?? 0;
    while (unit < offset && at < end) {
      if (unit + 4 <= offset && at + 4 <= end && isAscii(wordAt(words, at))) {
        at += 4;
        unit += 4;
        continue;
      }
      const width = widthAt(bytes, at);
      at += width;
      unit += width === 4 ? 2 : 1;
    }
    offsets[i] = at;
  }
}

/** Ascending addresses from `start` on to offsets, in place. Those behind the text are its end. */
export function toOffsets(bytes: Uint8Array, start: number, end: number, addresses: Int32Array): void {
  let at = start;
  let unit = 0;
  for (let i = 0; i < addresses.length; i++) {
    const address = Math.min(addresses[i] ?? 0, end);
    while (at < address) {
      const width = widthAt(bytes, at);
      at += width;
      unit += width === 4 ? 2 : 1;
    }
    addresses[i] = unit;
  }
}

function widthAt(bytes: Uint8Array, at: number): number {
  const lead = bytes[at] ?? 0;
  return lead < 0x80 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
}
