/** Integers that are appended one by one and kept in 32 bits; the list is used again for the next call. */
export class IntegerList {
  items: Int32Array<ArrayBuffer> = new Int32Array(256);
  length = 0;

  push(value: number): void {
    if (this.length === this.items.length) this.#grow();
    this.items[this.length++] = value;
  }

  /** Appends the six words of a piece. */
  pushPiece(start: number, end: number, flags: number, token: number, tokenStart: number, tokenEnd: number): void {
    const { length } = this;
    if (length + 6 > this.items.length) this.#grow();
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

  #grow(): void {
    const grown = new Int32Array(2 * this.items.length);
    grown.set(this.items);
    this.items = grown;
  }
}
