/** Bytes written one behind the other, in little endian; kept from page to page so that nothing is allocated anew. */
export class GrowingBytes {
  #bytes = new Uint8Array(1 << 16);
  #view = new DataView(this.#bytes.buffer);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  clear(): void {
    this.#length = 0;
  }

  /** What was written; valid until the next call. */
  written(): Uint8Array {
    return this.#bytes.subarray(0, this.#length);
  }

  /** Leaves room, and returns where. */
  reserve(count: number): number {
    const start = this.#length;
    const end = start + count;
    if (end > this.#bytes.length) {
      const larger = new Uint8Array(Math.max(end, 2 * this.#bytes.length));
      larger.set(this.#bytes);
      this.#bytes = larger;
      this.#view = new DataView(larger.buffer);
    }
    this.#length = end;
    return start;
  }

  byte(value: number): void {
    const at = this.reserve(1);
    this.#bytes[at] = value;
  }

  setUint32(at: number, value: number): void {
    this.#view.setUint32(at, value, true);
  }

  uint32(value: number): void {
    this.setUint32(this.reserve(4), value);
  }

  bytes(values: Uint8Array): void {
    const start = this.reserve(values.length);
    this.#bytes.set(values, start);
  }

  /** The bytes of numbers as they lie in memory: little endian on every machine that runs Node. */
  words({ buffer, byteOffset, byteLength }: Int32Array | Uint32Array | Float32Array | Uint16Array | Uint8Array): void {
    this.bytes(new Uint8Array(buffer, byteOffset, byteLength));
  }

  varint(value: number): void {
    for (; value > 127; value = Math.floor(value / 128)) this.byte((value % 128) | 128);
    this.byte(value);
  }
}
