import { type Piece, type Str, Text, pushOwn } from "./text.ts";

/** Joins many texts at once. What continues the piece before in the same source becomes one piece with it. */
export class TextBuilder {
  #value = "";
  #pieces: Piece[] = [];
  /** How much of the value has its pieces; the rest is the template's own. */
  #traced = 0;

  add(text: Str): void {
    if (typeof text === "string") {
      this.#value += text;
      return;
    }
    this.#traceOwn();
    for (const piece of text.pieces) {
      const last = this.#pieces.at(-1);
      if (last !== undefined && continues(last, piece)) {
        this.#pieces[this.#pieces.length - 1] = { ...last, length: last.length + piece.length };
      } else {
        this.#pieces.push(piece);
      }
    }
    this.#value += text.value;
    this.#traced = this.#value.length;
  }

  #traceOwn(): void {
    pushOwn(this.#pieces, this.#value.length - this.#traced);
    this.#traced = this.#value.length;
  }

  get length(): number {
    return this.#value.length;
  }

  /** Markup only if that is asked for, whatever was added. */
  build(isMarked = false): Str {
    if (this.#pieces.length === 0) return isMarked ? Text.markup(this.#value) : this.#value;
    this.#traceOwn();
    return Text.of(this.#value, this.#pieces, isMarked);
  }
}

function continues(last: Piece, next: Piece): boolean {
  if (last.source !== next.source) return false;
  return last.source === null || (last.start >= 0 && last.start + last.length === next.start);
}
