/** Bytes of the character that begins with this byte. */
export function widthOf(lead: u32): usize {
  return lead < 0x80 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
}

/** Code point of a character beyond ASCII. */
export function codePointAt(address: usize, lead: u32): u32 {
  const next = continuation(address, 1);
  if (lead < 0xe0) return ((lead & 31) << 6) | next;
  const two = (next << 6) | continuation(address, 2);
  return lead < 0xf0 ? ((lead & 15) << 12) | two : ((lead & 7) << 18) | (two << 6) | continuation(address, 3);
}

function continuation(address: usize, offset: usize): u32 {
  return <u32>load<u8>(address + offset) & 63;
}
