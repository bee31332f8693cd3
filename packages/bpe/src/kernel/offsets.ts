/**
 * Between offsets in UTF-16 units and addresses in UTF-8. A character of four bytes is two units; its second unit is its third and
 * fourth byte.
 *
 * ```
 * bytes   a │ C3 A9 │ E2 82 AC │ F0 9F 98 80
 * units   0 │ 1     │ 2        │ 3     4
 * ```
 */

/** Ascending offsets from `start` on to addresses, in place. Those behind the text are its end. */
export function toAddresses(bytes: Uint8Array, start: number, end: number, offsets: Int32Array): void {
  let at = start;
  let unit = 0;
  for (let i = 0; i < offsets.length; i++) {
    const offset = offsets[i] ?? 0;
    while (unit < offset && at < end) {
      const lead = bytes[at] ?? 0;
      if (lead < 0x80) at++;
      else if (lead < 0xc0) at += 2;
      else if (lead < 0xe0) at += 2;
      else if (lead < 0xf0) at += 3;
      else at += 2;
      unit++;
    }
    offsets[i] = at;
  }
}

/** Ascending addresses to offsets from `start` on, in place: those inside of a unit to where it begins. */
export function toOffsets(bytes: Uint8Array, start: number, end: number, addresses: Int32Array): void {
  let at = start;
  let unit = 0;
  for (let i = 0; i < addresses.length; i++) {
    const address = Math.min(addresses[i] ?? 0, end);
    for (;;) {
      const lead = bytes[at] ?? 0;
      const width = lead < 0x80 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 2;
      if (at + width > address) break;
      at += width;
      unit++;
    }
    addresses[i] = unit;
  }
}
