import type { BinaryOperator } from "../../syntax/nodes.ts";
import { asInteger } from "../coercion.ts";
import { derived } from "../derived.ts";
import type { Hash } from "../dict.ts";
import { fail } from "../python-error.ts";
import type { RenderState } from "../render-state.ts";
import { boundOf, sliceBounds } from "../slice-of.ts";
import type { Str } from "../text.ts";
import { typeName } from "../type-name.ts";
import { PythonObject, type Value } from "../value.ts";

/** Python's bytes: what `text.encode()` gives. */
export class Bytes extends PythonObject {
  readonly typeName = "bytes";
  readonly bytes: Uint8Array;
  /** The text that they were made from. */
  readonly from: Str;

  constructor(bytes: Uint8Array, from: Str) {
    super();
    this.bytes = bytes;
    this.from = from;
  }

  text(state: RenderState): Str {
    state.budget.text(this.bytes.length * 4);
    state.budget.spend(this.bytes.length);
    const mark = this.bytes.includes(0x27) && !this.bytes.includes(0x22) ? '"' : "'";
    let text = `b${mark}`;
    for (const byte of this.bytes) text += escaped(byte, mark);
    return derived(text + mark, this.from);
  }

  item(key: Value): Value | undefined {
    const index = asInteger(key);
    return typeof index === "number" ? this.bytes.at(index) : undefined;
  }

  slice(start: Value, stop: Value, step: Value): Value | undefined {
    const [from, to, by] = [boundOf(start), boundOf(stop), boundOf(step)];
    if (from === undefined || to === undefined || by === undefined) return undefined;
    const width = by ?? 1;
    const [first, end] = sliceBounds(this.bytes.length, from, to, width);
    const cut: number[] = [];
    for (let at = first; width > 0 ? at < end : at > end; at += width) cut.push(this.bytes[at] ?? 0);
    return new Bytes(Uint8Array.from(cut), this.from);
  }

  iterate(): Iterator<Value, void> {
    return this.bytes.values();
  }

  length(): number {
    return this.bytes.length;
  }

  contains(value: Value, state: RenderState): boolean {
    state.budget.spend(1 + this.bytes.length);
    if (value instanceof Bytes) return binaryText(this).includes(binaryText(value));
    const byte = asInteger(value);
    if (byte === null) fail("TypeError", `a bytes-like object is required, not '${typeName(value)}'`);
    if (byte < 0 || byte > 255) fail("ValueError", "byte must be in range(0, 256)");
    return this.bytes.includes(Number(byte));
  }

  equals(other: Value): boolean {
    return other instanceof Bytes && binaryText(this) === binaryText(other);
  }

  hash(): Hash {
    return `\0b${binaryText(this)}`;
  }

  order(other: Value): number | undefined {
    if (!(other instanceof Bytes)) return undefined;
    const [one, two] = [binaryText(this), binaryText(other)];
    return one < two ? -1 : one > two ? 1 : 0;
  }

  binary(operator: BinaryOperator, other: Value, isReflected: boolean, state: RenderState): Value | undefined {
    if (operator === "+" && other instanceof Bytes && !isReflected) {
      state.budget.text(this.bytes.length + other.bytes.length);
      return new Bytes(Uint8Array.from([...this.bytes, ...other.bytes]), this.from === "" ? other.from : this.from);
    }
    if (operator === "+" && !isReflected) fail("TypeError", `can't concat ${typeName(other)} to bytes`);
    const times = asInteger(other);
    if (operator !== "*" || times === null) return undefined;
    const count = Math.max(0, Number(times));
    state.budget.text(this.bytes.length * count);
    const repeated = new Uint8Array(this.bytes.length * count);
    for (let at = 0; at < repeated.length; at += this.bytes.length) repeated.set(this.bytes, at);
    return new Bytes(repeated, this.from);
  }
}

function escaped(byte: number, mark: string): string {
  const character = String.fromCharCode(byte);
  if (character === mark || character === "\\") return `\\${character}`;
  if (byte >= 0x20 && byte < 0x7f) return character;
  if (character === "\n") return "\\n";
  if (character === "\r") return "\\r";
  return character === "\t" ? "\\t" : `\\x${byte.toString(16).padStart(2, "0")}`;
}

/** Each byte as one character. */
function binaryText({ bytes }: Bytes): string {
  let text = "";
  for (const byte of bytes) text += String.fromCharCode(byte);
  return text;
}
