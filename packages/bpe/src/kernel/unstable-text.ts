/** Whether a text holds a character whose bit is set in UNSTABLE. */
export function holdsUnstable(unstable: Int32Array, bytes: Uint8Array, start: number, end: number): boolean {
  for (let at = start; at < end;) {
    const lead = bytes[at] ?? 0;
    let character = lead;
    let width = 1;
    if (lead >= 0x80) {
      character = (bytes[at + 1] ?? 0) & 63;
      if (lead < 0xe0) {
        width = 2;
        character |= (lead & 31) << 6;
      } else if (lead < 0xf0) {
        width = 3;
        character = ((lead & 15) << 12) | (character << 6) | ((bytes[at + 2] ?? 0) & 63);
      } else {
        width = 4;
        character =
          ((lead & 7) << 18) | (character << 12) | (((bytes[at + 2] ?? 0) & 63) << 6) | ((bytes[at + 3] ?? 0) & 63);
      }
      if ((((unstable[character >>> 5] ?? 0) >>> (character & 31)) & 1) === 1) return true;
    }
    at += width;
  }
  return false;
}
