/** A place in the context, as a chain: the last key, and what holds it. */
export class Source {
  readonly parent: Source | null;
  readonly key: string | number;

  constructor(parent: Source | null, key: string | number) {
    this.parent = parent;
    this.key = key;
  }

  /** `["messages", 2, "content"]` */
  get path(): readonly (string | number)[] {
    const keys: (string | number)[] = [];
    for (let source: Source | null = this; source !== null; source = source.parent) keys.push(source.key);
    return keys.reverse();
  }

  /** The innermost place that holds both; null if there is none. */
  static common(a: Source, b: Source): Source | null {
    const theirs = b.#chain;
    let common: Source | null = null;
    for (const [depth, ours] of a.#chain.entries()) {
      if (ours.key !== theirs[depth]?.key) break;
      common = ours;
    }
    return common;
  }

  get #chain(): readonly Source[] {
    const chain: Source[] = [];
    for (let source: Source | null = this; source !== null; source = source.parent) chain.push(source);
    return chain.reverse();
  }
}
