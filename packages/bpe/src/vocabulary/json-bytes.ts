/** What is read by the general way instead: valid or not, JSON.parse knows. */
export class UnusualJson extends Error {}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;

/** A place in the UTF-8 bytes of a JSON text; what it reads is checked as strictly as JSON.parse and a fatal TextDecoder do. */
export class JsonBytes {
  at = 0;
  readonly length: number;
  /** UTF-16 units of the strings that were read. */
  units: Uint16Array;
  /** How many units there are; whoever sets it back drops the last ones. */
  end = 0;
  readonly #bytes: Uint8Array;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    this.length = bytes.length;
    this.units = new Uint16Array(Math.max(64, bytes.length >> 4));
  }

  /** The byte that comes next, behind white space; -1 at the end. */
  next(): number {
    const bytes = this.#bytes;
    for (; ; this.at++) {
      const byte = bytes[this.at] ?? -1;
      if (byte !== 0x20 && byte !== 0x0a && byte !== 0x0d && byte !== 0x09) return byte;
    }
  }

  /** Goes over the byte that comes next, if it is this one. */
  takes(byte: number): boolean {
    if (this.next() !== byte) return false;
    this.at++;
    return true;
  }

  /** @throws {UnusualJson} if another byte comes next */
  expect(byte: number): void {
    if (!this.takes(byte)) throw new UnusualJson();
  }

  /** Digits of an integer from 0 on; other spellings of numbers are unusual. */
  readInteger(): number {
    const bytes = this.#bytes;
    this.next();
    const start = this.at;
    let value = 0;
    for (; ; this.at++) {
      const digit = (bytes[this.at] ?? 0) - 0x30;
      if (digit < 0 || digit > 9) break;
      value = 10 * value + digit;
    }
    const digits = this.at - start;
    if (digits === 0 || digits > 9 || (digits > 1 && bytes[start] === 0x30)) throw new UnusualJson();
    return value;
  }

  /** Reads a string to the end of `units`. */
  readString(): void {
    this.expect(QUOTE);
    const bytes = this.#bytes;
    let { at, end, units } = this;
    for (;;) {
      if (end + 2 > units.length) units = this.#grow();
      const byte = bytes[at++] ?? 0;
      if (byte < 0x80) {
        if (byte === QUOTE) break;
        if (byte < 0x20) throw new UnusualJson();
        if (byte === BACKSLASH) {
          units[end++] = this.#escaped(at);
          at += bytes[at] === 0x75 ? 5 : 1;
        } else units[end++] = byte;
        continue;
      }
      const second = bytes[at++] ?? 0;
      let isWhole = (second & 0xc0) === 0x80;
      if (byte < 0xe0) {
        isWhole &&= byte >= 0xc2;
        units[end++] = ((byte & 0x1f) << 6) | (second & 0x3f);
      } else {
        const third = bytes[at++] ?? 0;
        isWhole &&= (third & 0xc0) === 0x80;
        const codePoint = ((byte & 0xf) << 12) | ((second & 0x3f) << 6) | (third & 0x3f);
        if (byte < 0xf0) {
          isWhole &&= codePoint >= 0x800 && (codePoint < 0xd800 || codePoint >= 0xe000);
          units[end++] = codePoint;
        } else {
          const fourth = bytes[at++] ?? 0;
          const astral = (((codePoint & 0x7fff) << 6) | (fourth & 0x3f)) - 0x10000;
          isWhole &&= (fourth & 0xc0) === 0x80 && byte < 0xf8 && astral >= 0 && astral < 0x100000;
          units[end++] = 0xd800 | (astral >> 10);
          units[end++] = 0xdc00 | (astral & 0x3ff);
        }
      }
      if (!isWhole) throw new UnusualJson();
    }
    this.at = at;
    this.end = end;
  }

  /** A key without escapes, and the colon behind it. */
  readKey(): string {
    const start = this.end;
    const begin = this.at;
    this.readString();
    const key = String.fromCharCode(...this.units.subarray(start, Math.min(this.end, start + 64)));
    this.end = start;
    if (this.#bytes.subarray(begin, this.at).includes(BACKSLASH)) throw new UnusualJson();
    this.expect(0x3a);
    return key;
  }

  /** Goes over a value of valid JSON; what is not valid may end anywhere. */
  skipValue(): void {
    const bytes = this.#bytes;
    let depth = 0;
    do {
      const byte = this.next();
      if (byte < 0) throw new UnusualJson();
      if (byte === QUOTE) this.#skipString();
      else {
        this.at++;
        if (byte === 0x7b || byte === 0x5b) depth++;
        else if (byte === 0x7d || byte === 0x5d) depth--;
        else if (depth === 0) while (isOfLiteral(bytes[this.at] ?? 0)) this.at++;
      }
    } while (depth > 0);
  }

  #skipString(): void {
    const bytes = this.#bytes;
    for (let at = this.at + 1; at < bytes.length; at++) {
      if (bytes[at] === BACKSLASH) at++;
      else if (bytes[at] === QUOTE) {
        this.at = at + 1;
        return;
      }
    }
    throw new UnusualJson();
  }

  /** The unit that stands escaped behind a backslash. */
  #escaped(at: number): number {
    const bytes = this.#bytes;
    const letter = bytes[at] ?? 0;
    if (letter !== 0x75) {
      const unit = ESCAPES.get(letter);
      if (unit === undefined) throw new UnusualJson();
      return unit;
    }
    let unit = 0;
    for (let i = 1; i <= 4; i++) unit = (unit << 4) | hexadecimal(bytes[at + i] ?? 0);
    return unit;
  }

  #grow(): Uint16Array {
    const units = new Uint16Array(2 * this.units.length);
    units.set(this.units);
    this.units = units;
    return units;
  }
}

/** Letters, digits, signs and points: `true`, `-1.5e+3`. */
function isOfLiteral(byte: number): boolean {
  return byte > 0x20 && byte !== 0x2c && byte !== 0x7d && byte !== 0x5d;
}

/** Escaped letters, and what they stand for. */
const ESCAPES: ReadonlyMap<number, number> = new Map(
  Object.entries({ '"': '"', "\\": "\\", "/": "/", b: "\b", f: "\f", n: "\n", r: "\r", t: "\t" }).map(
    ([letter, unit]) => [letter.charCodeAt(0), unit.charCodeAt(0)],
  ),
);

function hexadecimal(byte: number): number {
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30;
  const letter = byte | 0x20;
  if (letter >= 0x61 && letter <= 0x66) return letter - 0x57;
  throw new UnusualJson();
}
