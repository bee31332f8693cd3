import { notSupported } from "./refusals.ts";

const NODE_WORDS = 3;
const NONE = -1;
/** Where so much of the nodes is in use, no base is looked for any more. */
const DENSE = 0.9;
/** Behind so many nodes that do not fit, the children go to the end. */
const LONGEST_SEARCH = 4096;
const MOST_NODES = 1 << 24;

/**
 * A trie of byte strings as a double array: three words a node, the first node is the root.
 *
 * ```
 * node     base   check  index        child of node n for byte b: node base[n] + b, if its check is n
 * 0        1      -1     -1           root
 * 98 "a"   3      0      -1           base 1 + 0x61
 * 101 "ab" 0      98     7            base 3 + 0x62; the 8th string ends here
 * ```
 *
 * 256 nodes without children stand behind the last one, so that `base + b` is always inside. Of equal strings the first counts.
 */
export function buildDoubleArray(
  strings: readonly { readonly bytes: Uint8Array; readonly index: number }[],
): Int32Array {
  const sorted = strings.toSorted((a, b) => compareBytes(a.bytes, b.bytes));
  const builder = new DoubleArrayBuilder();
  // Ranges of `sorted` that share the first `depth` bytes, and their node.
  const open = [{ node: 0, from: 0, to: sorted.length, depth: 0 }];
  for (let range = open.pop(); range !== undefined; range = open.pop()) {
    const { node, to, depth } = range;
    let { from } = range;
    const ended = sorted[from];
    if (ended !== undefined && from < to && ended.bytes.length === depth) {
      builder.end(node, ended.index);
      while (from < to && sorted[from]?.bytes.length === depth) from++;
    }
    const groups: { byte: number; from: number; to: number }[] = [];
    for (; from < to; from++) {
      const byte = sorted[from]?.bytes[depth] ?? 0;
      const last = groups.at(-1);
      if (last?.byte === byte) last.to = from + 1;
      else groups.push({ byte, from, to: from + 1 });
    }
    if (groups.length === 0) continue;
    const base = builder.addChildren(
      node,
      groups.map(({ byte }) => byte),
    );
    for (const group of groups)
      open.push({ node: base + group.byte, from: group.from, to: group.to, depth: depth + 1 });
  }
  return builder.finish();
}

class DoubleArrayBuilder {
  #words = new Int32Array(NODE_WORDS * 1024).fill(NONE);
  /** One more than the last node in use. */
  #end = 1;
  /** Nodes before it are taken as full. */
  #searchFrom = 1;

  constructor() {
    this.#words[0] = 0;
  }

  end(node: number, index: number): void {
    this.#words[NODE_WORDS * node + 2] = index;
  }

  /** @returns the base, at least 1, so that the root is nobody's child */
  addChildren(node: number, children: readonly number[]): number {
    const lowest = children[0] ?? 0;
    const from = Math.max(this.#searchFrom, lowest + 1);
    let first = from;
    let used = 0;
    for (; first < this.#end; first++) {
      if (this.#isUsed(first)) used++;
      else if (children.every((byte) => !this.#isUsed(first - lowest + byte))) break;
      if (first - from === LONGEST_SEARCH) first = this.#end;
    }
    if (used >= DENSE * (first - from)) this.#searchFrom = first;
    const base = first - lowest;
    this.#reserve(base + 256);
    this.#words[NODE_WORDS * node] = base;
    for (const byte of children) {
      const child = NODE_WORDS * (base + byte);
      this.#words[child] = 0;
      this.#words[child + 1] = node;
      this.#end = Math.max(this.#end, base + byte + 1);
    }
    return base;
  }

  finish(): Int32Array {
    this.#reserve(this.#end + 256);
    const words = this.#words.slice(0, NODE_WORDS * (this.#end + 256));
    // A node that nobody uses has no children, either.
    for (let at = 0; at < words.length; at += NODE_WORDS) if (words[at] === NONE) words[at] = 0;
    return words;
  }

  #isUsed(node: number): boolean {
    return node === 0 || (node < this.#end && this.#words[NODE_WORDS * node + 1] !== NONE);
  }

  #reserve(nodes: number): void {
    if (nodes > MOST_NODES) throw notSupported(`its added tokens take more than ${MOST_NODES} nodes`);
    if (NODE_WORDS * nodes <= this.#words.length) return;
    const grown = new Int32Array(NODE_WORDS * nodes * 2).fill(NONE);
    grown.set(this.#words);
    this.#words = grown;
  }
}

function compareBytes(a: Uint8Array, b: Uint8Array): number {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const difference = (a[i] ?? 0) - (b[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}
