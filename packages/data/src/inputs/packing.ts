/** How the bytes of a file are packed. */
export type Packing = "gzip" | "zstd";

/** The packing that a file's first bytes show; undefined where there is none that can be unpacked here. */
export function packingOf(head: Uint8Array): Packing | undefined {
  const [first, second, third, fourth] = head;
  if (first === 0x1f && second === 0x8b) return "gzip";
  // RFC 8878: a frame, or one of the sixteen kinds of skippable frames.
  if (second === 0xb5 && third === 0x2f && fourth === 0xfd && first === 0x28) return "zstd";
  const isSkippable = first !== undefined && first >= 0x50 && first <= 0x5f;
  return isSkippable && second === 0x2a && third === 0x4d && fourth === 0x18 ? "zstd" : undefined;
}
