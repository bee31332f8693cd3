import { Buffer, isUtf8 } from "node:buffer";

/** Stands where a text should, and its bytes are not UTF-8. */
export class InvalidText {
  readonly bytes: Uint8Array;
  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
  }
}

/** The text of UTF-8 bytes. */
export function textOf(bytes: Uint8Array): string | InvalidText {
  if (!isUtf8(bytes)) return new InvalidText(Uint8Array.from(bytes));
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("utf8");
}
