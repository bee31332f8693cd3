const TEXT = new TextEncoder();

/** Types of the compact protocol, as field and list headers name them. */
const BYTE = 3;
const INT32 = 5;
const INT64 = 6;
const BINARY = 8;
const LIST = 9;
const STRUCT = 12;
const TRUE = 1;
const FALSE = 2;

/** One struct of Thrift's compact protocol, the fields in ascending order of their numbers. */
export class ThriftStruct {
  readonly #bytes: number[] = [];
  #field = 0;

  byte(field: number, value: number): this {
    this.#header(field, BYTE);
    this.#bytes.push(value & 0xff);
    return this;
  }

  boolean(field: number, value: boolean): this {
    this.#header(field, value ? TRUE : FALSE);
    return this;
  }

  int32(field: number, value: number): this {
    this.#header(field, INT32);
    this.#integer(value);
    return this;
  }

  /** `value`: up to 2^52. */
  int64(field: number, value: number): this {
    this.#header(field, INT64);
    this.#integer(value);
    return this;
  }

  text(field: number, value: string): this {
    this.#header(field, BINARY);
    this.#text(value);
    return this;
  }

  struct(field: number, value: ThriftStruct): this {
    this.#header(field, STRUCT);
    this.#append(value.toBytes());
    return this;
  }

  structs(field: number, values: readonly ThriftStruct[]): this {
    this.#list(field, STRUCT, values.length);
    for (const value of values) this.#append(value.toBytes());
    return this;
  }

  texts(field: number, values: readonly string[]): this {
    this.#list(field, BINARY, values.length);
    for (const value of values) this.#text(value);
    return this;
  }

  integers(field: number, values: readonly number[]): this {
    this.#list(field, INT32, values.length);
    for (const value of values) this.#integer(value);
    return this;
  }

  toBytes(): Uint8Array {
    return Uint8Array.from([...this.#bytes, 0]);
  }

  #header(field: number, type: number): void {
    const step = field - this.#field;
    this.#field = field;
    if (step <= 15) {
      this.#bytes.push((step << 4) | type);
    } else {
      this.#bytes.push(type);
      this.#integer(field);
    }
  }

  #list(field: number, type: number, length: number): void {
    this.#header(field, LIST);
    if (length < 15) {
      this.#bytes.push((length << 4) | type);
    } else {
      this.#bytes.push(0xf0 | type);
      this.#natural(length);
    }
  }

  #text(value: string): void {
    const bytes = TEXT.encode(value);
    this.#natural(bytes.length);
    this.#append(bytes);
  }

  #append(bytes: Uint8Array): void {
    for (const byte of bytes) this.#bytes.push(byte);
  }

  /** Zigzag: 0, -1, 1, -2 as 0, 1, 2, 3. */
  #integer(value: number): void {
    this.#natural(value < 0 ? -2 * value - 1 : 2 * value);
  }

  /** Seven bits a byte, the lowest first. */
  #natural(value: number): void {
    for (; value > 127; value = Math.floor(value / 128)) this.#bytes.push((value % 128) | 128);
    this.#bytes.push(value);
  }
}
