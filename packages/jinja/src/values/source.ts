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
}
