/** Finds added tokens in a text by one of the tries of `layout.ts`, leftmost-longest. */
export class AddedTokenFinder {
  readonly #nodes: Int32Array;
  /** 1 for each byte that some token begins with. */
  readonly #begins: Uint8Array = new Uint8Array(256);
  /** The byte that all tokens begin with, -1 if they are several. */
  readonly #onlyBegin: number;

  constructor(nodes: Int32Array) {
    this.#nodes = nodes;
    for (let byte = 0; byte < 256; byte++) if (this.#child(0, byte) > 0) this.#begins[byte] = 1;
    const first = this.#begins.indexOf(1);
    this.#onlyBegin = this.#begins.includes(1, first + 1) ? -1 : first;
  }

  /** Writes start, end and index of each from `matches[first]` on, at most `capacity` of them. @returns how many */
  find(bytes: Uint8Array, start: number, end: number, matches: Int32Array, first: number, capacity: number): number {
    const nodes = this.#nodes;
    let count = 0;
    for (let at = this.#skip(bytes, start, end); at < end && count < capacity; at = this.#skip(bytes, at, end)) {
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

  /** Address of the first byte that some token begins with, `end` if there is none. */
  #skip(bytes: Uint8Array, start: number, end: number): number {
    if (start >= end) return end;
    let at = start;
    const only = this.#onlyBegin;
    if (only < 0) {
      const begins = this.#begins;
      while (at < end && begins[bytes[at] ?? 0] === 0) at++;
      return at;
    }
    // The engine's own search knows no end: it finds one there.
    const behind = bytes[end] ?? 0;
    bytes[end] = only;
    at = bytes.indexOf(only, start);
    bytes[end] = behind;
    return at;
  }

  #child(node: number, byte: number): number {
    const child = (this.#nodes[3 * node] ?? 0) + byte;
    return this.#nodes[3 * child + 1] === node ? child : -1;
  }
}
