/** As in `src/kernel/hashes.ts`. */
export function pairHash(left: u32, right: u32): u32 {
  const hash = left * 0x9e3779b1;
  return (hash ^ (hash >> 15)) + right * 0x85ebca6b;
}

/** As in `src/kernel/hashes.ts`. */
export function bytesHash(start: usize, end: usize): u32 {
  let hash = <u32>(end - start);
  for (; start < end; start++) hash = ((hash ^ load<u8>(start)) * 0x9e3779b1) ^ (hash >> 15);
  return hash ^ (hash >> 13);
}
