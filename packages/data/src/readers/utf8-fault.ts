/** Where bytes stop being UTF-8. */
export interface Utf8Fault {
  /** Index of the first byte of the faulty sequence, as Python's UnicodeDecodeError names it. */
  readonly position: number;
  readonly reason: "invalid start byte" | "invalid continuation byte" | "unexpected end of data";
}

/** The first fault, or undefined if the bytes are UTF-8 (RFC 3629: no surrogates, no overlong forms). */
export function findUtf8Fault(bytes: Uint8Array): Utf8Fault | undefined {
  for (let position = 0; position < bytes.length;) {
    const first = bytes[position] ?? 0;
    const length = sequenceLength(first);
    if (length === 0) return { position, reason: "invalid start byte" };
    for (let next = 1; next < length; next++) {
      const byte = bytes[position + next];
      if (byte === undefined) return { position, reason: "unexpected end of data" };
      if (!continues(first, next, byte)) return { position, reason: "invalid continuation byte" };
    }
    position += length;
  }
  return undefined;
}

/** 0: no sequence starts with this byte. */
function sequenceLength(first: number): number {
  if (first < 0x80) return 1;
  if (first < 0xc2) return 0;
  if (first < 0xe0) return 2;
  if (first < 0xf0) return 3;
  return first < 0xf5 ? 4 : 0;
}

/** The second byte is narrower after E0 and F0 (overlong), ED (surrogates) and F4 (above U+10FFFF). */
function continues(first: number, index: number, byte: number): boolean {
  if (index === 1) {
    if (first === 0xe0) return byte >= 0xa0 && byte <= 0xbf;
    if (first === 0xed) return byte >= 0x80 && byte <= 0x9f;
    if (first === 0xf0) return byte >= 0x90 && byte <= 0xbf;
    if (first === 0xf4) return byte >= 0x80 && byte <= 0x8f;
  }
  return byte >= 0x80 && byte <= 0xbf;
}
