const LEAST = 256;
/** Integers that an empty list keeps room for, if it had room for more. */
const MOST_KEPT = 1 << 20;

/** Integers that are appended one by one and kept in 32 bits; the list is used again for the next call. */
export class IntegerList {
  items: Int32Array<ArrayBuffer> = new Int32Array();
  length = 0;
  /** Room that is made at first: for as many as were taken last, so that few lists of about the same length are copied. */
  #first = LEAST;

  push(value: number): void {
    if (this.length === this.items.length) this.#grow(this.length + 1);
    this.items[this.length++] = value;
  }

  /** Appends the six words of a piece. */
  pushPiece(start: number, end: number, flags: number, token: number, tokenStart: number, tokenEnd: number): void {
    const { length } = this;
    if (length + 6 > this.items.length) this.#grow(length + 6);
    const { items } = this;
    items[length] = start;
    items[length + 1] = end;
    items[length + 2] = flags;
    items[length + 3] = token;
    items[length + 4] = tokenStart;
    items[length + 5] = tokenEnd;
    this.length = length + 6;
  }

  at(index: number): number {
    return this.items[index] ?? 0;
  }

  /** Writes the integers to words of a memory, from `word` on. */
  copyTo(words: Int32Array, word: number): void {
    if (this.length > 64) {
      words.set(this.items.subarray(0, this.length), word);
    } else {
      for (let index = 0; index < this.length; index++) words[word + index] = this.items[index] ?? 0;
    }
  }

  /** Takes as many integers as there are from words of a memory, from `word` on. */
  copyFrom(words: Int32Array, word: number): void {
    for (let index = 0; index < this.length; index++) this.items[index] = words[word + index] ?? 0;
  }

  /** Appends integers of a memory, from the index `from` up to `to`, with `added` added to each. */
  append(words: Int32Array, from: number, to: number, added: number): void {
    const { length } = this;
    const end = length + to - from;
    if (end > this.items.length) this.#grow(end);
    const { items } = this;
    if (added === 0) items.set(words.subarray(from, to), length);
    else for (let word = from, at = length; at < end; word++, at++) items[at] = (words[word] ?? 0) + added;
    this.length = end;
  }

  /** The integers, which are the caller's; the list is empty then. They are copied only if most of the list's memory is not theirs. */
  take(): Int32Array<ArrayBuffer> {
    const { items, length } = this;
    this.length = 0;
    const isTheirs = 4 * length >= 3 * items.length;
    const taken = isTheirs ? items.subarray(0, length) : items.slice(0, length);
    if (isTheirs || items.length > MOST_KEPT) {
      this.items = new Int32Array();
      this.#first = length + (length >> 4) + LEAST;
    }
    return taken;
  }

  #grow(least: number): void {
    const grown = new Int32Array(Math.max(least, 2 * this.items.length, this.#first));
    grown.set(this.items);
    this.items = grown;
  }
}
