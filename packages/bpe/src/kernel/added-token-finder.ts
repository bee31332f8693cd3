/** Finds added tokens in a text by one of the tries of `layout.ts`, leftmost-longest. */
export class AddedTokenFinder {
  readonly #nodes: Int32Array;
  /** 1 for each byte that some token begins with. */
  readonly #begins: Uint8Array = new Uint8Array(256);

  constructor(nodes: Int32Array) {
    this.#nodes = nodes;
    for (let byte = 0; byte < 256; byte++) if (this.#child(0, byte) > 0) this.#begins[byte] = 1;
  }

  /** Writes start, end and index of each from `matches[first]` on, at most `capacity` of them. @returns how many */
  find(bytes: Uint8Array, start: number, end: number, matches: Int32Array, first: number, capacity: number): number {
    const begins = this.#begins;
    const nodes = this.#nodes;
    let count = 0;
    for (let at = start; at < end && count < capacity;) {
      if (begins[bytes[at] ?? 0] === 0) {
        at++;
        continue;
      }
      let index = -1;
      let behind = at;
      let node = 0;
      for (let next = at; next < end;) {
        node = this.#child(node, bytes[next++] ?? 0);
        if (node < 0) break;
        const ended = nodes[3 * node + 2] ?? -1;
        if (ended < 0) continue;
        index = ended;
        behind = next;
      }
      if (index < 0) {
        at++;
        continue;
      }
      const match = first + 3 * count++;
      matches[match] = at;
      matches[match + 1] = behind;
      matches[match + 2] = index;
      at = behind;
    }
    return count;
  }

  #child(node: number, byte: number): number {
    const child = (this.#nodes[3 * node] ?? 0) + byte;
    return this.#nodes[3 * child + 1] === node ? child : -1;
  }
}
