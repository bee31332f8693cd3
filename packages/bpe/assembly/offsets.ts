/** UTF-16 code units of the sixteen bytes at an address: one for each byte that begins a character, one more for those of four bytes. */
function unitsOfSixteen(address: usize): u32 {
  const bytes = v128.load(address);
  const continuations = i8x16.bitmask(i8x16.lt_s(bytes, i8x16.splat(-64)));
  const pairs = i8x16.bitmask(i8x16.ge_u(bytes, i8x16.splat(<i8>0xf0)));
  return 16 - popcnt(continuations) + popcnt(pairs);
}

/** `Kernel.toAddresses`. An offset between the two halves of a character beyond U+FFFF counts as the one behind it. */
export function toAddresses(start: usize, end: usize, offsets: usize, count: u32): void {
  let units: u32 = 0;
  for (const behind = offsets + ((<usize>count) << 2); offsets < behind; offsets += 4) {
    const wanted = load<u32>(offsets);
    while (start + 16 <= end) {
      const more = unitsOfSixteen(start);
      // Exactly as many: the offset is that of the next character, which may begin behind these bytes' last, unfinished one.
      if (units + more >= wanted) break;
      units += more;
      start += 16;
    }
    // Mostly ASCII: as many bytes as units.
    if (units < wanted && start + 16 <= end && i8x16.bitmask(v128.load(start)) == 0) {
      start += wanted - units;
      units = wanted;
    }
    while (start < end && (units < wanted || isContinuation(start))) {
      units += unitsOf(start);
      start++;
    }
    store<u32>(offsets, <u32>start);
  }
}

/** `Kernel.toOffsets`. An address inside of a character counts as the one behind it. */
export function toOffsets(start: usize, end: usize, addresses: usize, count: u32): void {
  let units: u32 = 0;
  for (const behind = addresses + ((<usize>count) << 2); addresses < behind; addresses += 4) {
    const wanted = min(<usize>load<u32>(addresses), end);
    while (start + 16 <= wanted) {
      units += unitsOfSixteen(start);
      start += 16;
    }
    for (; start < wanted; start++) units += unitsOf(start);
    // What begins before the address counts whole.
    store<u32>(addresses, units);
  }
}

function unitsOf(address: usize): u32 {
  const byte: u32 = load<u8>(address);
  return (byte & 0xc0) == 0x80 ? 0 : byte < 0xf0 ? 1 : 2;
}

function isContinuation(address: usize): bool {
  return (load<u8>(address) & 0xc0) == 0x80;
}
