import { escapedPoint } from "../../strings/escaped-point.ts";
import { derived } from "../derived.ts";
import { bind, positionalArguments } from "../parameters.ts";
import { fail } from "../python-error.ts";
import { type Str, Text, plain } from "../text.ts";
import { Bytes } from "./bytes.ts";
import { type Method, plainArgument } from "./method.ts";

type Encoding =
  | "utf-8"
  | "ascii"
  | "latin-1"
  | "utf-16"
  | "utf-16-le"
  | "utf-16-be"
  | "utf-32"
  | "utf-32-le"
  | "utf-32-be";

const ENCODINGS: ReadonlyMap<string, Encoding> = new Map([
  ["utf8", "utf-8"],
  ["u8", "utf-8"],
  ["ascii", "ascii"],
  ["usascii", "ascii"],
  ["latin1", "latin-1"],
  ["iso88591", "latin-1"],
  ["l1", "latin-1"],
  ["utf16", "utf-16"],
  ["utf16le", "utf-16-le"],
  ["utf16be", "utf-16-be"],
  ["utf32", "utf-32"],
  ["utf32le", "utf-32-le"],
  ["utf32be", "utf-32-be"],
]);

function encodingOf(name: string): Encoding {
  const encoding = ENCODINGS.get(name.toLowerCase().replaceAll(/[-_ ]/g, ""));
  return encoding ?? fail("LookupError", `unknown encoding: ${name}`);
}

/** `text.encode(encoding, errors)` */
export const encode: Method<Str> = (text, given, state) => {
  const [encoding = "utf-8", errors = "strict"] = bind("encode", given, [{ name: "encoding" }, { name: "errors" }]);
  const name = encodingOf(plainArgument("encode() argument 'encoding'", encoding));
  const handling = plainArgument("encode() argument 'errors'", errors);
  state.budget.text(plain(text).length * 4);
  state.budget.spend(plain(text).length * 4);
  const bytes: number[] = [];
  if (name === "utf-16") bytes.push(0xff, 0xfe);
  if (name === "utf-32") bytes.push(0xff, 0xfe, 0, 0);
  let position = 0;
  for (const character of plain(text)) {
    const point = character.codePointAt(0) ?? 0;
    const written = pointBytes(point, name);
    if (written !== null) {
      bytes.push(...written);
    } else {
      for (const unit of replacement(point, position, name, handling)) bytes.push(...(pointBytes(unit, name) ?? []));
    }
    position++;
  }
  return new Bytes(Uint8Array.from(bytes), Text.unmarked(text));
};

/** Null where the encoding cannot say it. */
function pointBytes(point: number, encoding: Encoding): readonly number[] | null {
  if (encoding === "ascii") return point < 0x80 ? [point] : null;
  if (encoding === "latin-1") return point < 0x100 ? [point] : null;
  if (point >= 0xd800 && point <= 0xdfff) return null;
  if (encoding === "utf-8") return Array.from(new TextEncoder().encode(String.fromCodePoint(point)));
  const isBig = encoding.endsWith("be");
  const width = encoding.startsWith("utf-16") ? 2 : 4;
  const units = width === 4 ? [point] : Array.from(String.fromCodePoint(point).split(""), (unit) => unit.charCodeAt(0));
  return units.flatMap((unit) => {
    const bytes = Array.from({ length: width }, (_, index) => (unit >>> (8 * index)) & 0xff);
    return isBig ? bytes.toReversed() : bytes;
  });
}

/** What stands for a character that the encoding cannot say. */
function replacement(point: number, position: number, encoding: Encoding, errors: string): readonly number[] {
  switch (errors) {
    case "ignore":
      return [];
    case "replace":
      return [0x3f];
    case "xmlcharrefreplace":
      return unitsOf(`&#${point};`);
    case "backslashreplace":
      return unitsOf(escapedPoint(point));
    default: {
      const range = encoding === "ascii" ? 128 : encoding === "latin-1" ? 256 : 0;
      const why = range === 0 ? "surrogates not allowed" : `ordinal not in range(${range})`;
      const character = `character '${escapedPoint(point)}' in position ${position}`;
      return fail("UnicodeEncodeError", `'${encoding}' codec can't encode ${character}: ${why}`);
    }
  }
}

function unitsOf(text: string): readonly number[] {
  return Array.from(text, (unit) => unit.charCodeAt(0));
}

const decode: Method<Bytes> = (bytes, given, state) => {
  const [encoding = "utf-8", errors = "strict"] = bind("decode", given, [{ name: "encoding" }, { name: "errors" }]);
  const name = encodingOf(plainArgument("decode() argument 'encoding'", encoding));
  const isStrict = plainArgument("decode() argument 'errors'", errors) === "strict";
  state.budget.text(bytes.bytes.length);
  const text = decoded(bytes.bytes, name, isStrict);
  return plain(bytes.from) === text ? bytes.from : derived(text, bytes.from);
};

function decoded(bytes: Uint8Array, encoding: Encoding, isStrict: boolean): string {
  if (encoding === "latin-1" || encoding === "ascii") {
    let text = "";
    for (const byte of bytes) {
      if (encoding === "ascii" && byte > 0x7f) fail("UnicodeDecodeError", "'ascii' codec can't decode byte");
      text += String.fromCharCode(byte);
    }
    return text;
  }
  if (encoding.startsWith("utf-32")) fail("LookupError", `unknown encoding: ${encoding}`);
  try {
    const label = encoding === "utf-16" ? "utf-16le" : encoding.replace(/-([lb]e)$/, "$1");
    return new TextDecoder(label, { fatal: isStrict, ignoreBOM: encoding !== "utf-16" }).decode(bytes);
  } catch {
    return fail("UnicodeDecodeError", `'${encoding}' codec can't decode bytes`);
  }
}

const hex: Method<Bytes> = (bytes, given, state) => {
  positionalArguments("bytes.hex", given, 0, 0);
  state.budget.text(bytes.bytes.length * 2);
  return derived(Array.from(bytes.bytes, (byte) => byte.toString(16).padStart(2, "0")).join(""), bytes.from);
};

export const BYTES_METHODS: ReadonlyMap<string, Method<Bytes>> = new Map([
  ["decode", decode],
  ["hex", hex],
]);
