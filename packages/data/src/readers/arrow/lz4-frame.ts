/** What begins an LZ4 frame, little-endian. */
const MAGIC = 0x184d2204;

/**
 * Unpacks an LZ4 frame (LZ4 Frame Format 1.6), whose blocks may refer to those before. Checksums are not checked.
 *
 * @param length of what it unpacks to, in bytes
 * @throws for a damaged frame
 */
export function lz4Frame(bytes: Uint8Array, length: number): Uint8Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const flags = view.getUint8(4);
  if (view.getUint32(0, true) !== MAGIC || flags >> 6 !== 1 || (flags & 1) !== 0) throw new Error("it is no LZ4 frame");
  const hasBlockChecksum = (flags & 0x10) !== 0;
  const hasContentSize = (flags & 0x08) !== 0;
  const output = new Uint8Array(length);
  let written = 0;
  for (let at = hasContentSize ? 15 : 7; ;) {
    const size = view.getUint32(at, true);
    at += 4;
    if (size === 0) break;
    const isPlain = size >= 0x8000_0000;
    const block = bytes.subarray(at, at + (size & 0x7fff_ffff));
    if (isPlain) output.set(block, written);
    written = isPlain ? written + block.length : lz4Block(block, output, written);
    at += (size & 0x7fff_ffff) + (hasBlockChecksum ? 4 : 0);
  }
  if (written !== length) throw new Error(`an LZ4 frame unpacks to ${written} bytes, where ${length} were promised`);
  return output;
}

/** Unpacks one block behind what was written; returns how much there is then. */
function lz4Block(block: Uint8Array, output: Uint8Array, start: number): number {
  let at = 0;
  let written = start;
  const lengthOf = (first: number): number => {
    let sum = first;
    for (let more = first === 15 ? 255 : 0; more === 255;) {
      more = block[at++] ?? 0;
      sum += more;
    }
    return sum;
  };
  while (at < block.length) {
    const token = block[at++] ?? 0;
    const literals = lengthOf(token >> 4);
    output.set(block.subarray(at, at + literals), written);
    at += literals;
    written += literals;
    if (at >= block.length) break;
    const distance = (block[at] ?? 0) | ((block[at + 1] ?? 0) << 8);
    at += 2;
    const end = written + lengthOf(token & 15) + 4;
    if (distance === 0 || distance > written || end > output.length) throw new Error("an LZ4 block is damaged");
    for (; written < end; written++) output[written] = output[written - distance] ?? 0;
  }
  return written;
}
