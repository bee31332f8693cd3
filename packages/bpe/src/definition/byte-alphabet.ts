/**
 * The characters that byte-level vocabularies write bytes with: printable ones of Latin-1 stand for themselves, the others
 * for U+0100 and up, in order (`bytes_to_unicode` of GPT-2). Entry n is the character of byte n.
 */
export const BYTE_ALPHABET: readonly string[] = Array.from({ length: 256 }, (_, byte) => byte)
  .filter((byte) => !isPrintable(byte))
  .reduce(
    (alphabet, byte, index) => alphabet.with(byte, String.fromCharCode(256 + index)),
    Array.from({ length: 256 }, (_, byte) => String.fromCharCode(byte)),
  );

function isPrintable(byte: number): boolean {
  return (byte >= 0x21 && byte <= 0x7e) || (byte >= 0xa1 && byte <= 0xac) || byte >= 0xae;
}

const ENCODER = new TextEncoder();

/** The UTF-8 bytes of a text, one character each. */
export function toByteAlphabet(text: string): string {
  let result = "";
  for (const byte of ENCODER.encode(text)) result += BYTE_ALPHABET[byte] ?? "";
  return result;
}

const BYTES: ReadonlyMap<string, number> = new Map(BYTE_ALPHABET.map((character, byte) => [character, byte]));

/** The byte that a character stands for. */
export function byteOf(character: string): number | undefined {
  return BYTES.get(character);
}

/** Whether a text can be bytes in these characters; an added token such as DeepSeek's `<｜User｜>` is text alone. */
export function isInByteAlphabet(text: string): boolean {
  return [...text].every((character) => BYTES.has(character));
}

/** For each UTF-8 byte, and for the end, the offset of its character in UTF-16 units; null if they are the same. */
export function unitsOfBytes(text: string, bytes: number): Int32Array | null {
  if (bytes === text.length) return null;
  const units = new Int32Array(bytes + 1);
  let byte = 0;
  let unit = 0;
  for (const character of text) {
    const length = utf8Length(character.codePointAt(0) ?? 0);
    units.fill(unit, byte, byte + length);
    byte += length;
    unit += character.length;
  }
  units[byte] = unit;
  return units;
}

/** Lone surrogates are written as U+FFFD, in 3 bytes. */
export function utf8Length(codePoint: number): number {
  return codePoint < 0x80 ? 1 : codePoint < 0x800 ? 2 : codePoint < 0x10000 ? 3 : 4;
}
