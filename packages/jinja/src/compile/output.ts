import { LimitError } from "../errors.ts";
import type { Source } from "../values/source.ts";
import { type Piece, type Str, Text } from "../values/text.ts";
import { type Generation, Mark } from "./mark.ts";

/** How many texts wait to be joined: one by one, each would keep a node of V8's own alive. */
const WAITING = 1024;

/** Text on its way out, in columns: piece `i` ends at `ends[i]`. */
export class Output {
  /** Of the text, in UTF-16 code units. */
  length: number;
  #joined: string;
  #waiting: string[];
  readonly ends: number[];
  readonly sources: (Source | null)[];
  readonly starts: number[];
  readonly messages: number[];
  readonly #limit: number;
  /** What the next piece cannot be joined to: it begins at or behind this length. */
  #barrier: number;

  constructor(limit: number) {
    this.length = 0;
    this.#joined = "";
    this.#waiting = [];
    this.ends = [];
    this.sources = [];
    this.starts = [];
    this.messages = [];
    this.#limit = limit;
    this.#barrier = 0;
  }

  get text(): string {
    this.#join();
    return this.#joined;
  }

  #join(): void {
    if (this.#waiting.length === 0) return;
    this.#joined += this.#waiting.join("");
    this.#waiting = [];
  }

  /** Text of the template. */
  own(text: string, message: number): void {
    if (text !== "") this.append(text, null, -1, message);
  }

  add(text: Str, message: number): void {
    if (typeof text === "string") return this.own(text, message);
    if (text.pieceCount === 1) return this.append(text.value, text.source, text.start, message);
    const halves = Text.halvesOf(text);
    if (halves !== null) return this.#addHalves(halves, message);
    let at = 0;
    for (const { length, source, start } of text.pieces) {
      this.append(text.value.slice(at, at + length), source, start, message);
      at += length;
    }
  }

  /** Without laying the pieces of the whole end to end before, nor its characters. */
  #addHalves([left, right]: readonly [Str, Str], message: number): void {
    const open: Str[] = [right];
    for (let text: Str | undefined = left; text !== undefined; text = open.pop()) {
      const halves: readonly [Str, Str] | null = typeof text === "string" ? null : Text.halvesOf(text);
      if (halves === null) this.add(text, message);
      else open.push(halves[1], halves[0]);
    }
  }

  append(text: string, source: Source | null, start: number, message: number): void {
    const before = this.length;
    const end = before + text.length;
    if (end > this.#limit) throw new LimitError(`the template makes a text longer than ${this.#limit}`);
    const last = this.ends.length - 1;
    this.length = end;
    if (this.#waiting.push(text) === WAITING) this.#join();
    if (
      last >= 0 &&
      this.messages[last] === message &&
      this.sources[last] === source &&
      before > this.#barrier &&
      (source === null || this.#continues(last, start))
    ) {
      this.ends[last] = end;
      return;
    }
    this.ends.push(end);
    this.sources.push(source);
    this.starts.push(start);
    this.messages.push(message);
  }

  #continues(last: number, start: number): boolean {
    const from = this.starts[last] ?? -1;
    if (from < 0 || start < 0) return false;
    return from + (this.ends[last] ?? 0) - (last === 0 ? 0 : (this.ends[last - 1] ?? 0)) === start;
  }

  /** Text of a generation block starts here, in a text that is captured; gives what `mark` takes. */
  separate(): number {
    this.#barrier = this.length;
    return this.ends.length;
  }

  /** Everything from that piece on was made by the generation block. */
  mark(first: number, generation: Generation): void {
    for (let index = first; index < this.ends.length; index++) {
      this.sources[index] = new Mark(this.sources[index] ?? null, -1, generation);
    }
    this.#barrier = this.length;
  }

  /** As a value; `message` is where the outermost loop stood when the capture began. */
  capture(message: number): Str {
    if (this.ends.length === 0) return "";
    if (this.ends.length === 1 && this.sources[0] === null && this.messages[0] === message) return this.text;
    const pieces: Piece[] = [];
    let at = 0;
    for (let index = 0; index < this.ends.length; index++) {
      const end = this.ends[index] ?? 0;
      let source = this.sources[index] ?? null;
      const stoodAt = this.messages[index] ?? -1;
      if (stoodAt !== message) source = new Mark(source, stoodAt, null);
      pieces.push({ length: end - at, source, start: this.starts[index] ?? -1 });
      at = end;
    }
    return Text.of(this.text, pieces);
  }
}
