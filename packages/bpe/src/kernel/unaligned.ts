/** The four bytes from an address on, little endian. Two reads and shifts cost less than a DataView. */
export function wordAt(words: Int32Array, address: number): number {
  const at = address >> 2;
  const shift = (address & 3) << 3;
  return ((words[at] ?? 0) >>> shift) | (((words[at + 1] ?? 0) << 1) << (31 - shift));
}

/** Whether all of four bytes are ASCII characters. */
export function isAscii(four: number): boolean {
  return (four & 0x80808080) === 0;
}
